package io.lettergate.store;

import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MailboxStatus;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.ModSeq;
import io.lettergate.mail.Namespace;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import org.jspecify.annotations.Nullable;

/** A mailbox as its row tells. */
record Box(
        long id,
        MailboxName name,
        @Nullable MailboxRole role,
        boolean subscribed,
        UidValidity uidValidity,
        long uidNext,
        long modSeq,
        long messages,
        long unread) {

    static final String DELIMITER = "/";

    MessageRef ref(long uid) {
        return new MessageRef(name, uidValidity, new Uid(uid));
    }

    MailboxStatus status() {
        return new MailboxStatus(messages, unread, uidValidity, uidNext, ModSeq.of(modSeq));
    }

    Mailbox mailbox() {
        return new Mailbox(name, DELIMITER, role, true, status(), subscribed, Namespace.PERSONAL);
    }

    Line.Mailbox line(long now) {
        return new Line.Mailbox(
                now, uidValidity.value(), name.value(), role == null ? null : role.name(), subscribed, uidNext);
    }
}
