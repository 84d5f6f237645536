package io.lettergate.oauth;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Tokens;
import io.lettergate.accounts.spi.TokenIssuer;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** Gets new access tokens for refresh tokens (RFC 6749 §6). */
@Component
class TokenEndpoint implements TokenIssuer {

    private final Providers providers;
    private final Registrations registrations;
    private final Clock clock;
    private final RestClientRefreshTokenTokenResponseClient refreshing;

    TokenEndpoint(Providers providers, Registrations registrations, ProviderWeb web, Clock clock) {
        this.providers = providers;
        this.registrations = registrations;
        this.clock = clock;
        this.refreshing = new RestClientRefreshTokenTokenResponseClient();
        refreshing.setRestClient(web.tokens());
    }

    @Override
    public Tokens renew(String provider, String refresh) {
        var registration = registration(provider);
        try {
            var now = clock.instant();
            var ended = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "ended", now.minusSeconds(1), now);
            var answer = refreshing.getTokenResponse(
                    new OAuth2RefreshTokenGrantRequest(registration, ended, new OAuth2RefreshToken(refresh, now)));
            var next = answer.getRefreshToken();
            return new Tokens(
                    answer.getAccessToken().getTokenValue(),
                    endOf(answer.getAccessToken()),
                    next == null ? null : next.getTokenValue());
        } catch (OAuth2AuthorizationException refused) {
            throw failure(provider, registration, refused);
        }
    }

    /** By our own clock: Spring's tokens are told when they end by the machine's. */
    private Instant endOf(OAuth2AccessToken token) {
        var issuedAt = token.getIssuedAt();
        var expiresAt = token.getExpiresAt();
        return issuedAt == null || expiresAt == null
                ? clock.instant()
                : clock.instant().plusMillis(expiresAt.toEpochMilli() - issuedAt.toEpochMilli());
    }

    private ClientRegistration registration(String provider) {
        try {
            var found = registrations.findByRegistrationId(provider);
            if (found == null) {
                throw new MailFailure.SignInNeeded("This Lettergate does not know the provider " + provider
                        + " any more, by which this mailbox was reached. Please type its password.");
            }
            return found;
        } catch (ProviderFailed failed) {
            throw new MailFailure.ServerUnavailable(name(provider), failed.sentence());
        } catch (RestClientException away) {
            throw new MailFailure.ServerUnavailable(name(provider), "it does not answer");
        }
    }

    private MailFailure failure(
            String provider, ClientRegistration registration, OAuth2AuthorizationException refused) {
        var code = refused.getError().getErrorCode();
        if (code.equals(OAuth2ErrorCodes.INVALID_GRANT)) {
            return new MailFailure.SignInNeeded(name(provider)
                    + " does not let us use this mailbox any more. Please sign in at " + name(provider) + " again.");
        }
        var url = URI.create(registration.getProviderDetails().getTokenUri());
        var endpoint = new Endpoint(url.getHost(), url.getPort() < 0 ? 443 : url.getPort(), Endpoint.Encryption.TLS);
        return refused.getCause() instanceof RestClientException
                ? new MailFailure.ServerUnreachable(endpoint, "it gives no token, or none that can be read", refused)
                : new MailFailure.ServerUnavailable(name(provider), Words.code(code));
    }

    @Override
    public String name(String provider) {
        return providers.name(provider);
    }

    @Override
    public List<Access> accesses(String provider, String address) {
        return providers.find(provider).map(known -> known.accesses(address)).orElse(List.of());
    }
}
