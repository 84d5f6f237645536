package io.lettergate.api;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.auth.Permit;
import io.lettergate.auth.Scope;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Somebody with one account. */
public final class Robin {

    public static final Account ACCOUNT = new Account(
            new AccountId(UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7")),
            "robin@vale.example",
            "robin@vale.example",
            Protocol.IMAP,
            new Endpoint("imap.vale.example", 993, Endpoint.Encryption.TLS));

    /** The same account, collected by POP3. */
    public static final Account COLLECTED = new Account(
            ACCOUNT.id(),
            ACCOUNT.address(),
            ACCOUNT.userName(),
            Protocol.POP3,
            new Endpoint("post.example", 995, Endpoint.Encryption.TLS));

    public static final String AT = "/api/v1/accounts/" + ACCOUNT.id();

    private Robin() {}

    public static RequestPostProcessor signedIn() {
        return signedIn(ACCOUNT);
    }

    public static RequestPostProcessor signedIn(Account account) {
        return signedIn(new SignedIn(account));
    }

    /** A program of hers, whose token has these scopes. */
    public static RequestPostProcessor byToken(Scope... scopes) {
        var permit = new Permit(new Permit.TokenName("the-token", "Backup"), Set.of(scopes), null);
        return signedIn(new SignedIn(ACCOUNT, () -> List.of(ACCOUNT), permit));
    }

    private static RequestPostProcessor signedIn(SignedIn caller) {
        var robin = UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of());
        return request -> csrf().postProcessRequest(authentication(robin).postProcessRequest(request));
    }
}
