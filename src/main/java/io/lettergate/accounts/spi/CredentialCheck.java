package io.lettergate.accounts.spi;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Credential;
import io.lettergate.mail.Protocol;
import org.jspecify.annotations.Nullable;

/** Asks a mail server whether it takes a password or a token, by exactly one sign-in. */
public interface CredentialCheck {

    boolean serves(Protocol protocol);

    /**
     * Signs in once, and keeps nothing.
     *
     * @throws io.lettergate.mail.MailFailure if the server refuses it, or cannot be asked
     */
    default void check(Account account, Credential credential) {
        check(account, credential, null);
    }

    /**
     * The same, and tells the server who asks for it.
     *
     * @param client the address of the person's own machine; absent where the server is not to be told
     */
    void check(Account account, Credential credential, @Nullable String client);
}
