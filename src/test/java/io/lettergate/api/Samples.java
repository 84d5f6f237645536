package io.lettergate.api;

import io.lettergate.mail.Address;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Flag;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MailboxStatus;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.operations.Operation;
import io.lettergate.operations.OperationId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Mail that the API's tests show. */
public final class Samples {

    public static final Mailbox INBOX = mailbox("INBOX", MailboxRole.INBOX);
    public static final Mailbox ARCHIVE = mailbox("Archive", MailboxRole.ARCHIVE);
    public static final Mailbox OLD = mailbox("Archive/Old", null);

    public static final MessageRef REF = ref(INBOX, 7);
    public static final String ID = OpaqueId.of(REF).value();
    public static final String MESSAGE = Robin.AT + "/messages/" + ID;

    private Samples() {}

    /** An export that just began. */
    public static Operation export() {
        return new Operation(
                new OperationId(UUID.fromString("1b4e28ba-2fa1-41d2-883f-0016d3cca427")),
                Robin.COLLECTED.id(),
                Robin.COLLECTED.id(),
                "export",
                Operation.State.WAITING,
                0,
                null,
                null,
                "{}",
                "{}",
                Instant.parse("2026-11-21T12:00:00Z"),
                null,
                null,
                false);
    }

    public static MessageRef ref(Mailbox mailbox, long uid) {
        return new MessageRef(mailbox.name(), new UidValidity(3), new Uid(uid));
    }

    public static MessageSummary summary() {
        var envelope = new Envelope(
                "Boats on Tuesday",
                List.of(new Address("Ada", "ada@vale.example")),
                List.of(),
                List.of(new Address(null, "robin@vale.example")),
                List.of(),
                List.of(),
                Instant.parse("2026-03-01T09:15:00Z"),
                "boats@vale.example",
                List.of(),
                List.of());
        var received = Instant.parse("2026-03-01T09:15:02Z");
        return new MessageSummary(REF, envelope, Set.of(Flag.SEEN), received, 2048, true, "Shall we?", true, null);
    }

    private static Mailbox mailbox(String name, MailboxRole role) {
        return new Mailbox(
                new MailboxName(name), "/", role, true, new MailboxStatus(12, 3, new UidValidity(3), 40, null));
    }
}
