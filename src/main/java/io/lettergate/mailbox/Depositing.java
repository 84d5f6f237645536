package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.mailbox.spi.NewMessage;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Files messages, each once: when the connection breaks meanwhile, it looks before it tries again. */
@Component
class Depositing {

    private final Connectors connectors;
    private final MailboxSettings settings;
    private final Spool spool;

    Depositing(Connectors connectors, MailboxSettings settings, Spool spool) {
        this.connectors = connectors;
        this.settings = settings;
        this.spool = spool;
    }

    Optional<MessageRef> file(
            Account account, MailboxName mailbox, InputStream content, Set<Flag> flags, @Nullable Instant receivedAt) {
        return file(
                account,
                mailbox,
                content,
                flags,
                receivedAt,
                settings.largestMessage().toBytes());
    }

    /** The same for a message of any size that the spool has room for: one that is somebody's mail already. */
    Optional<MessageRef> fileAnySize(
            Account account, MailboxName mailbox, InputStream content, Set<Flag> flags, @Nullable Instant receivedAt) {
        return file(account, mailbox, content, flags, receivedAt, spool.most());
    }

    private Optional<MessageRef> file(
            Account account,
            MailboxName mailbox,
            InputStream content,
            Set<Flag> flags,
            @Nullable Instant receivedAt,
            long largest) {
        try (var parcel = Parcel.of(content, largest, spool)) {
            if (parcel.size() == 0) {
                throw new IllegalArgumentException("There is no message in it");
            }
            return file(account, mailbox, parcel, new NewMessage(flags, receivedAt, parcel.size(), parcel::open));
        }
    }

    private Optional<MessageRef> file(Account account, MailboxName mailbox, Parcel parcel, NewMessage message) {
        var uidNext = new AtomicLong();
        try {
            return connectors.inSession(account, session -> {
                uidNext.set(session.status(mailbox).uidNext());
                return append(session, mailbox, parcel, message, uidNext.get());
            });
        } catch (MailFailure.ServerUnreachable | MailFailure.ServerSlow lost) {
            if (uidNext.get() == 0 || parcel.messageId() == null) {
                throw lost;
            }
            return again(account, mailbox, parcel, message, uidNext.get());
        }
    }

    /** The server may have it, though it could not say so. */
    private Optional<MessageRef> again(
            Account account, MailboxName mailbox, Parcel parcel, NewMessage message, long uidNext) {
        return connectors.inSession(account, session -> {
            var there = found(session, mailbox, parcel, uidNext);
            return there.isPresent() ? there : append(session, mailbox, parcel, message, uidNext);
        });
    }

    private static Optional<MessageRef> append(
            MailSession session, MailboxName mailbox, Parcel parcel, NewMessage message, long uidNext) {
        var told = session.append(mailbox, message);
        return told == null ? found(session, mailbox, parcel, uidNext) : Optional.of(told);
    }

    private static Optional<MessageRef> found(MailSession session, MailboxName mailbox, Parcel parcel, long uidNext) {
        return parcel.messageId() == null ? Optional.empty() : session.find(mailbox, parcel.messageId(), uidNext);
    }
}
