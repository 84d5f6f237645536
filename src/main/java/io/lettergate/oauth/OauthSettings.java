package io.lettergate.oauth;

import io.lettergate.accounts.AccountsSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The providers whom people may give leave at, by names that the operator chooses. {@code google} and {@code microsoft} are
 * known but for the client's id and secret.
 */
@ConfigurationProperties("lettergate")
record OauthSettings(@DefaultValue Map<String, Named> oauth) {

    /**
     * One provider.
     *
     * @param clientId who we are there
     * @param clientSecret absent for a client that has none
     * @param name what people call it
     * @param issuer where it is described (OpenID Connect Discovery); nothing is taken from elsewhere
     * @param authorizationUri where people agree, where there is no description
     * @param tokenUri where tokens are given, where there is no description
     * @param scopes what we ask for
     * @param imap the server that takes its tokens, where the operator's domains do not say so
     * @param pop3 the same by POP3
     * @param signIn whether people may sign in to Lettergate there
     * @param domains of which addresses it may say that they are somebody's; "*" for all that the operator serves
     * @param addressClaim which claim holds the mail address
     * @param addressesVerified whether all addresses are verified there, though it does not say so of each
     * @param tenant of Microsoft: whose accounts are let in
     * @param parameters that it wants to be asked with
     */
    record Named(
            @DefaultValue("") String clientId,
            @Nullable String clientSecret,
            @Nullable String name,
            @Nullable String issuer,
            @Nullable String authorizationUri,
            @Nullable String tokenUri,
            @Nullable List<String> scopes,
            AccountsSettings.@Nullable Imap imap,
            AccountsSettings.@Nullable Pop3 pop3,
            @DefaultValue("false") boolean signIn,
            @DefaultValue Set<String> domains,
            @DefaultValue("email") String addressClaim,
            @DefaultValue("false") boolean addressesVerified,
            @DefaultValue("common") String tenant,
            @DefaultValue Map<String, String> parameters) {

        /** The secret never shows itself. */
        @Override
        public String toString() {
            return "Named(" + clientId + ")";
        }
    }
}
