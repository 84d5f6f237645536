package io.lettergate.accounts.spi;

/** Where access tokens of one account come from. */
public interface TokenSource {

    /**
     * A new token, got by whatever lasts longer than a token.
     *
     * @throws io.lettergate.mail.MailFailure.SignInNeeded if the person has to agree again
     * @throws io.lettergate.mail.MailFailure if whoever gives tokens cannot be asked
     */
    String next();
}
