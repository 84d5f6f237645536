package io.lettergate.imap;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Keyring;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.spi.MailWatcher;
import org.springframework.stereotype.Component;

/** Watches inboxes on IMAP servers, each by a connection besides those that requests use. */
@Component
class ImapWatcher implements MailWatcher {

    private final SignIn signIn;
    private final Keyring keyring;

    ImapWatcher(SignIn signIn, Keyring keyring) {
        this.signIn = signIn;
        this.keyring = keyring;
    }

    @Override
    public boolean serves(Account account) {
        return account.protocol() == Protocol.IMAP;
    }

    @Override
    public Watch watch(Account account, Runnable news) {
        var watch = new InboxWatch(() -> signIn.open(account, keyring.require(account.id())), news);
        watch.start();
        return watch;
    }
}
