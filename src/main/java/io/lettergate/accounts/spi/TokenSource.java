package io.lettergate.accounts.spi;

import io.lettergate.accounts.Agreement;
import java.util.Optional;

/** Where access tokens of one account come from. */
public interface TokenSource {

    /**
     * A new token, got by whatever lasts longer than a token.
     *
     * @throws io.lettergate.mail.MailFailure.SignInNeeded if the person has to agree again
     * @throws io.lettergate.mail.MailFailure if whoever gives tokens cannot be asked
     */
    String next();

    /** Whether the token that was given last ends soon, so that the next one is better asked for now. */
    default boolean isEnding() {
        return false;
    }

    /** What the tokens rest on, where it may be stored. */
    default Optional<Agreement> agreement() {
        return Optional.empty();
    }
}
