package io.lettergate.store;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.spi.MailConnector;
import io.lettergate.mailbox.spi.MailSession;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Serves accounts whose mail lives here. Nobody waits for a session. */
@Component
class StoreConnector implements MailConnector {

    private final StoreParts store;
    private final Changes changes;

    StoreConnector(StoreParts store, Changes changes) {
        this.store = store;
        this.changes = changes;
    }

    @Override
    public boolean serves(Account account) {
        return account.protocol() == Protocol.POP3;
    }

    @Override
    public <T> T inSession(Account account, Function<MailSession, T> work) {
        try {
            changes.ensure(account);
            return work.apply(new StoredSession(account, store));
        } catch (MailFailure failure) {
            throw failure;
        } catch (RuntimeException failure) {
            var disk = Failures.ofDisk(failure);
            throw disk == null ? failure : new MailFailure.StoreFull(disk);
        }
    }

    @Override
    public Optional<MessageSummary> remembered(Account account, MessageRef message) {
        return store.boxes()
                .find(account.id(), message.mailbox())
                .filter(box -> box.uidValidity().equals(message.uidValidity()))
                .flatMap(box -> store.rows().one(box, message.uid().value()));
    }
}
