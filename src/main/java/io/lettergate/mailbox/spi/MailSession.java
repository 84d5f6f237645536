package io.lettergate.mailbox.spi;

import io.lettergate.mail.Flag;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxStatus;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.ListVersion;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Moved;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The mail of one account, for one thread, while it is borrowed. Every method throws
 * {@link io.lettergate.mail.MailFailure}; what one message lacks never fails the others.
 */
public interface MailSession {

    /** All mailboxes in the server's order, with their roles and counts. */
    List<Mailbox> mailboxes();

    MailboxStatus status(MailboxName mailbox);

    /** A page of rows, newest first. Its cost does not grow with the mailbox. */
    default MessagePage messages(MailboxName mailbox, MessageQuery query) {
        return messages(mailbox, query, version -> false).orElseThrow();
    }

    /**
     * A page of rows, or nothing where it is still what the caller knows.
     *
     * @param known whether the caller has the page of this version
     */
    Optional<MessagePage> messages(MailboxName mailbox, MessageQuery query, Predicate<ListVersion> known);

    /** The row of a message, with its flags as they are now. */
    MessageSummary summary(MessageRef message);

    /** One message without its text: row, header and structure. Does not mark it as read. */
    FetchedMessage message(MessageRef message);

    /**
     * The first octets of some parts, as encoded, in one round trip.
     *
     * @return what there was; a part the server does not have is missing
     */
    Map<PartNumber, byte[]> parts(MessageRef message, List<PartNumber> parts, int limit);

    /**
     * Fetches octets of a message and hands them on as they arrive, keeping none. At offset 0 a section that the server
     * cannot decode comes as encoded.
     *
     * @return what arrived
     */
    Poured pour(Section section, Stretch stretch, OctetSink sink);

    /** Whether a section has just so many octets: the last of them is there, and none behind it. */
    boolean endsAt(Section section, long size);

    /** Sets and clears flags; a message that is gone is passed over. */
    void flag(List<MessageRef> messages, Set<Flag> set, Set<Flag> clear);

    /** Moves messages, and says for each that was moved where it went, if the server tells. */
    List<Moved> move(List<MessageRef> messages, MailboxName destination);

    /** Removes messages for good, and no others. */
    void delete(List<MessageRef> messages);
}
