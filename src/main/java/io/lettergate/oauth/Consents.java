package io.lettergate.oauth;

import io.lettergate.accounts.Linking;
import io.lettergate.accounts.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Sends people to a provider to agree, and hears what it answers (RFC 6749 §4.1): with PKCE (RFC 7636), a state that is bound
 * to their session, and one exact address to come back to.
 */
@Component
public class Consents {

    private static final String ERRAND = "lettergate.errand";
    private static final String ASKED = "lettergate.asked";

    /** How far a provider's clock may be behind ours. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Providers providers;
    private final Registrations registrations;
    private final Proofs proofs;
    private final Linking linking;
    private final Clock clock;
    private final DefaultOAuth2AuthorizationRequestResolver questions;
    private final HttpSessionOAuth2AuthorizationRequestRepository asked =
            new HttpSessionOAuth2AuthorizationRequestRepository();

    Consents(Providers providers, Registrations registrations, Proofs proofs, Linking linking, Clock clock) {
        this.providers = providers;
        this.registrations = registrations;
        this.proofs = proofs;
        this.linking = linking;
        this.clock = clock;
        this.questions = new DefaultOAuth2AuthorizationRequestResolver(registrations);
    }

    /**
     * Where the browser has to go.
     *
     * @throws ProviderFailed if there is no such provider, or it does not answer
     */
    public String begin(HttpServletRequest request, HttpServletResponse response, String provider, Errand errand) {
        var known = require(provider);
        var question = Optional.ofNullable(
                        questions.resolve(request, registration(known).getRegistrationId()))
                .map(plain -> dressed(plain, known, errand))
                .orElseThrow(() -> new ProviderFailed("There is no provider of this name here."));
        asked.saveAuthorizationRequest(question, request, response);
        return question.getAuthorizationRequestUri();
    }

    private OAuth2AuthorizationRequest dressed(OAuth2AuthorizationRequest plain, Provider provider, Errand errand) {
        return OAuth2AuthorizationRequest.from(plain)
                .attributes(attributes -> attributes.putAll(Map.of(ERRAND, errand, ASKED, clock.millis())))
                .additionalParameters(parameters -> {
                    parameters.putAll(provider.parameters());
                    if (errand.kind() == Errand.Kind.PROVE) {
                        parameters.putAll(Map.of("prompt", "login", "max_age", "0"));
                    }
                    if (errand.address() != null) {
                        parameters.put("login_hint", errand.address());
                    }
                })
                .build();
    }

    /** Those at whom whoever signs in with an address can prove that they are still there. */
    public List<Providers.Button> toProve(String address) {
        return providers.toSignIn().stream()
                .filter(button -> providers.find(button.id()).stream().anyMatch(one -> one.vouchesFor(address)))
                .toList();
    }

    /**
     * Why somebody who comes back has not proven that they are still there, in a sentence; nothing where they have: they
     * signed in at the provider since they were sent, under the address that they are signed in with here, which it may
     * speak for.
     */
    public Optional<String> doubt(Consent consent, String address) {
        var name = providers.name(consent.provider());
        var isTheirs = consent.isVerified()
                && address.equalsIgnoreCase(String.valueOf(consent.address()).strip())
                && toProve(address).stream().anyMatch(button -> button.id().equals(consent.provider()));
        if (!isTheirs) {
            return Optional.of("At " + name + " somebody else is signed in. Please sign in there as " + address + ".");
        }
        return consent.isFresh()
                ? Optional.empty()
                : Optional.of(name + " did not have you sign in anew, so that this proves nothing. Please sign out"
                        + " there, and try again.");
    }

    private Provider require(String id) {
        return providers.find(id).orElseThrow(() -> new ProviderFailed("There is no provider of this name here."));
    }

    private ClientRegistration registration(Provider provider) {
        try {
            return Optional.ofNullable(registrations.findByRegistrationId(provider.id()))
                    .orElseThrow(() -> new ProviderFailed("There is no provider of this name here."));
        } catch (RestClientException away) {
            throw new ProviderFailed(provider.name() + " does not answer just now. Please try again later.", away);
        }
    }

    /** What somebody was sent away for who comes back with this request; nothing if nobody was. */
    public Optional<Errand> errand(HttpServletRequest request) {
        return Optional.ofNullable(asked.loadAuthorizationRequest(request)).map(Consents::errand);
    }

    private static Errand errand(OAuth2AuthorizationRequest question) {
        return question.getAttribute(ERRAND) instanceof Errand errand ? errand : Errand.toSignIn();
    }

    /**
     * Takes what the provider gave.
     *
     * @throws ProviderFailed if nobody was sent for it, or it says no, or gives nothing that can be believed
     */
    public Consent end(HttpServletRequest request, HttpServletResponse response) {
        var question = asked.removeAuthorizationRequest(request, response);
        if (question == null || !request.getRequestURL().toString().equals(question.getRedirectUri())) {
            throw new ProviderFailed("This answer belongs to no question of ours. Please begin again.");
        }
        var id = String.valueOf(question.<String>getAttribute("registration_id"));
        var provider = require(id);
        var exchange = new OAuth2AuthorizationExchange(question, answer(request, provider, question));
        return provider.tellsWho() ? telling(provider, exchange) : plain(provider, exchange);
    }

    /** A provider that says who it is (RFC 9207) has to be the one that was asked. */
    private static OAuth2AuthorizationResponse answer(
            HttpServletRequest request, Provider provider, OAuth2AuthorizationRequest question) {
        var error = request.getParameter("error");
        if (error != null) {
            throw new ProviderFailed(provider.name() + " said no: " + Words.code(error) + ". Nothing was changed.");
        }
        var issuer = request.getParameter("iss");
        var code = request.getParameter("code");
        if (code == null || (issuer != null && !issuer.equals(provider.site().issuer()))) {
            throw new ProviderFailed("What came back is not from " + provider.name() + ". Please begin again.");
        }
        return OAuth2AuthorizationResponse.success(code)
                .redirectUri(String.valueOf(question.getRedirectUri()))
                .state(String.valueOf(question.getState()))
                .build();
    }

    private Consent telling(Provider provider, OAuth2AuthorizationExchange exchange) {
        var request = new OAuth2LoginAuthenticationToken(registration(provider), exchange);
        var proof = (OAuth2LoginAuthenticationToken) proven(provider, proofs.telling(), request);
        return consent(provider, exchange, proof.getPrincipal(), proof.getAccessToken(), proof.getRefreshToken());
    }

    private Consent plain(Provider provider, OAuth2AuthorizationExchange exchange) {
        var request = new OAuth2AuthorizationCodeAuthenticationToken(registration(provider), exchange);
        var proof = (OAuth2AuthorizationCodeAuthenticationToken) proven(provider, proofs.plain(), request);
        return consent(provider, exchange, null, proof.getAccessToken(), proof.getRefreshToken());
    }

    private static Authentication proven(Provider provider, AuthenticationProvider proofs, Authentication request) {
        try {
            return Optional.ofNullable(proofs.authenticate(request))
                    .orElseThrow(() -> new ProviderFailed(provider.name() + " did not say who you are."));
        } catch (OAuth2AuthenticationException | OAuth2AuthorizationException refused) {
            throw new ProviderFailed(
                    provider.name() + " gave nothing that can be believed. Please begin again.", refused);
        } catch (AuthenticationException | RestClientException failed) {
            throw new ProviderFailed(provider.name() + " does not answer just now. Please try again later.", failed);
        }
    }

    private Consent consent(
            Provider provider,
            OAuth2AuthorizationExchange exchange,
            @Nullable OAuth2User person,
            @Nullable OAuth2AccessToken access,
            @Nullable OAuth2RefreshToken refresh) {
        if (access == null) {
            throw new ProviderFailed(provider.name() + " gave no token. Please begin again.");
        }
        var tokens = new Tokens(
                access.getTokenValue(), access.getExpiresAt(), refresh == null ? null : refresh.getTokenValue());
        var claims = person == null ? Map.<String, Object>of() : person.getAttributes();
        return new Consent(
                provider.id(),
                errand(exchange.getAuthorizationRequest()),
                claims.get(provider.named().addressClaim()) instanceof String address ? address : null,
                provider.named().addressesVerified() || Boolean.TRUE.equals(claims.get("email_verified")),
                isFresh(claims.get("auth_time"), exchange.getAuthorizationRequest()),
                linking.given(provider.id(), tokens));
    }

    /** When somebody signed in (OpenID Connect Core §2); one that does not tell may have asked for nothing. */
    private static boolean isFresh(@Nullable Object signedInAt, OAuth2AuthorizationRequest question) {
        var asked = Instant.ofEpochMilli(question.getAttribute(ASKED) instanceof Long millis ? millis : Long.MAX_VALUE);
        return switch (signedInAt) {
            case Instant moment -> !moment.isBefore(asked.minus(SKEW));
            case Number seconds -> !Instant.ofEpochSecond(seconds.longValue()).isBefore(asked.minus(SKEW));
            case null -> false;
            default -> false;
        };
    }
}
