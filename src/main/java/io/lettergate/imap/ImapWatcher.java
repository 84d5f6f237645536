package io.lettergate.imap;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Keyring;
import io.lettergate.accounts.Password;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.spi.MailWatcher;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Watches accounts on IMAP servers, each by one connection besides those that requests use. */
@Component
class ImapWatcher implements MailWatcher {

    private final SignIn signIn;
    private final Keyring keyring;
    /** A password that was refused is not tried again: servers lock people out. */
    private final ConcurrentMap<AccountId, Password> refused = new ConcurrentHashMap<>();

    ImapWatcher(SignIn signIn, Keyring keyring) {
        this.signIn = signIn;
        this.keyring = keyring;
    }

    @Override
    public boolean serves(Account account) {
        return account.protocol() == Protocol.IMAP;
    }

    @Override
    public Watch watch(Account account, @Nullable String mark, Listener listener) {
        return watch(account, WatchPace.of(account.incoming().host()), mark, listener);
    }

    Watch watch(Account account, WatchPace pace, @Nullable String mark, Listener listener) {
        var watch = new InboxWatch(() -> connect(account), pace, mark, listener);
        watch.start();
        return watch;
    }

    private ImapWire connect(Account account) {
        var password = keyring.require(account.id());
        if (isRefused(account, password)) {
            throw new MailFailure.SignInNeeded();
        }
        try {
            return signIn.open(account, password);
        } catch (MailFailure.SignInRefused refusal) {
            refused.put(account.id(), password);
            throw refusal;
        }
    }

    /** The very same: whoever signed in again may have proven that the password is good after all. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isRefused(Account account, Password password) {
        return refused.get(account.id()) == password;
    }
}
