package io.lettergate.archiving;

import io.lettergate.mail.Address;
import io.lettergate.mail.Mailbox;
import io.lettergate.mailbox.Weight;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What takes the space of an account, as far as it has been looked at.
 *
 * @param expected how many messages there are to look at
 * @param messages how many have been
 * @param octets how large these are together
 * @param mailboxes the largest first
 * @param senders the largest first, and only the first of them
 * @param largest the largest messages first, and only the first of them
 * @param problem why it ended early, in a sentence; absent if it did not
 */
public record SpaceReport(
        Instant asOf,
        boolean done,
        long expected,
        long messages,
        long octets,
        List<InMailbox> mailboxes,
        List<FromSender> senders,
        List<Weight> largest,
        @Nullable String problem) {

    public SpaceReport {
        mailboxes = List.copyOf(mailboxes);
        senders = List.copyOf(senders);
        largest = List.copyOf(largest);
    }

    /** What one mailbox takes. */
    public record InMailbox(Mailbox mailbox, long messages, long octets) {}

    /** What the mail of one sender takes. */
    public record FromSender(Address sender, long messages, long octets) {}
}
