package io.lettergate.store;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.spi.MailWatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Watches the mail that lives here: at once where this process changes it, and soon where another does. */
@Component
class StoreWatcher implements MailWatcher {

    private final Changes changes;
    private final Happenings happenings;
    private final StoreBell bell;

    StoreWatcher(Changes changes, Happenings happenings, StoreBell bell) {
        this.changes = changes;
        this.happenings = happenings;
        this.bell = bell;
    }

    @Override
    public boolean serves(Account account) {
        return account.protocol() == Protocol.POP3;
    }

    @Override
    public Watch watch(Account account, @Nullable String mark, Listener listener) {
        changes.ensure(account);
        var watch = new StoreWatch(account.id(), changes, happenings, bell, mark, listener);
        watch.start();
        return watch;
    }
}
