package io.lettergate.accounts.spi;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Tokens;
import java.util.List;

/** Asks providers for access tokens, and knows which mail servers take them. */
public interface TokenIssuer {

    /**
     * New tokens for a refresh token.
     *
     * @throws io.lettergate.mail.MailFailure.SignInNeeded if the provider says that the person has to agree again
     * @throws io.lettergate.mail.MailFailure if it cannot be asked, or refuses for another reason
     */
    Tokens renew(String provider, String refresh);

    /** What people call the provider. */
    String name(String provider);

    /** How mailboxes are reached that the provider's tokens are for; nothing where only the operator's domains say so. */
    List<Access> accesses(String provider, String address);
}
