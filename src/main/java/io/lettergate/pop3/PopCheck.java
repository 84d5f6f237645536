package io.lettergate.pop3;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Credential;
import io.lettergate.accounts.spi.CredentialCheck;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks a POP3 server whether a password is right. A maildrop that is locked proves nothing, though RFC 2449 says that the
 * password was taken by then: nobody is let in on a refusal.
 */
@Component
class PopCheck implements CredentialCheck {

    private static final Logger LOG = LoggerFactory.getLogger(PopCheck.class);

    private final PopSignIn signIn;

    PopCheck(PopSignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public boolean serves(Protocol protocol) {
        return protocol == Protocol.POP3;
    }

    /** Signs in and out; nothing in POP3 tells a server who asks for it. */
    @Override
    public void check(Account account, Credential credential, @Nullable String client) {
        try (var drop = signIn.open(account, credential)) {
            leave(account, drop);
        }
    }

    /** Gives the maildrop free at once; the password is right, however the goodbye went. */
    private static void leave(Account account, Drop drop) {
        try {
            drop.quit();
        } catch (MailFailure lost) {
            LOG.debug("account={} goodbye=lost", account.id(), lost);
        }
    }
}
