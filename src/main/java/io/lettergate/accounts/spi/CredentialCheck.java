package io.lettergate.accounts.spi;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Protocol;

/** Asks a mail server whether a password is right, by exactly one sign-in. */
public interface CredentialCheck {

    boolean serves(Protocol protocol);

    /**
     * Signs in once, and keeps nothing.
     *
     * @throws io.lettergate.mail.MailFailure if the server refuses it, or cannot be asked
     */
    void check(Account account, Password password);
}
