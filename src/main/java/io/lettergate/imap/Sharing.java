package io.lettergate.imap;

import io.lettergate.mail.Grant;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRight;
import io.lettergate.mailbox.Feature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.Argument;

/** Who may do what with a mailbox (RFC 4314). */
final class Sharing {

    private final ImapWire wire;

    /**
     * On a server that knows rights.
     *
     * @throws io.lettergate.mail.MailFailure.CapabilityMissing if it does not
     */
    Sharing(ImapWire wire) {
        wire.needs(Feature.ACL);
        this.wire = wire;
    }

    /** What the reader may do. */
    Set<MailboxRight> mine(MailboxName mailbox) {
        return wire.ask("MYRIGHTS", wire.mailbox(mailbox))
                .all("MYRIGHTS")
                .map(answer -> answer.values().all())
                .filter(values -> values.size() >= 2)
                .map(values -> MailboxRight.ofLetters(values.get(1).asText()))
                .findFirst()
                .orElse(Set.of());
    }

    /** What everybody may do; only those who administer a mailbox are told. */
    List<Grant> all(MailboxName mailbox) {
        List<Grant> grants = new ArrayList<>();
        wire.ask("GETACL", wire.mailbox(mailbox)).all("ACL").forEach(answer -> {
            var values = answer.values().all();
            for (int index = 1; index + 1 < values.size(); index += 2) {
                var who = new String(values.get(index).asOctets(), StandardCharsets.UTF_8);
                if (!who.isBlank()) {
                    grants.add(new Grant(
                            who, MailboxRight.ofLetters(values.get(index + 1).asText())));
                }
            }
        });
        return grants;
    }

    /** Gives exactly these rights. */
    void give(MailboxName mailbox, Grant grant) {
        var letters = grant.rights().stream()
                .sorted()
                .map(right -> "" + right.letter())
                .collect(Collectors.joining());
        wire.ask("SETACL", named(mailbox, grant.who()).writeString(letters));
    }

    void take(MailboxName mailbox, String who) {
        wire.ask("DELETEACL", named(mailbox, who));
    }

    private Argument named(MailboxName mailbox, String who) {
        return wire.mailbox(mailbox).writeString(who, StandardCharsets.UTF_8);
    }
}
