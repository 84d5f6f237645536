package io.lettergate.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * The providers in the words of Spring Security. One that describes itself is asked for that when it is first needed, and
 * once a day, so that Lettergate starts without it; and it is believed only under the issuer that the operator wrote.
 */
@Component
class Registrations implements ClientRegistrationRepository {

    private static final String REDIRECT = "{baseUrl}/oauth/{registrationId}";

    private final Providers providers;
    private final RestClient web;
    private final Cache<String, ClientRegistration> known =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofDays(1)).build();

    Registrations(Providers providers, ProviderWeb web) {
        this.providers = providers;
        this.web = web.client();
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return providers
                .find(id)
                .map(provider -> known.get(id, key -> registration(provider)))
                .orElse(null);
    }

    private ClientRegistration registration(Provider provider) {
        var secret = provider.named().clientSecret();
        var site = provider.site();
        var builder = site.isDescribed() ? described(provider) : written(provider);
        return builder.registrationId(provider.id())
                .clientName(provider.name())
                .clientId(provider.named().clientId())
                .clientSecret(secret == null ? "" : secret)
                .clientAuthenticationMethod(
                        secret == null
                                ? ClientAuthenticationMethod.NONE
                                : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(REDIRECT)
                .scope(provider.scopes())
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
    }

    private static ClientRegistration.Builder written(Provider provider) {
        var site = provider.site();
        var builder = ClientRegistration.withRegistrationId(provider.id())
                .authorizationUri(site.authorizationUri())
                .tokenUri(site.tokenUri());
        if (site.issuer() != null) {
            builder.issuerUri(site.issuer()).jwkSetUri(site.keysUri());
        }
        return builder;
    }

    private ClientRegistration.Builder described(Provider provider) {
        var issuer = String.valueOf(provider.site().issuer());
        var description = web.get()
                .uri(URI.create(issuer.replaceAll("/$", "") + "/.well-known/openid-configuration"))
                .retrieve()
                .body(new ParameterizedTypeReference<Map<String, Object>>() {});
        if (description == null || !issuer.equals(description.get("issuer"))) {
            throw new ProviderFailed(provider.name() + " describes somebody else than the issuer " + issuer
                    + " that the operator named, so it is not believed.");
        }
        requireSecret(provider, issuer, description);
        return ClientRegistrations.fromOidcConfiguration(description);
    }

    /** What is described by a secure issuer is not to be fetched insecurely. */
    private static void requireSecret(Provider provider, String issuer, Map<String, Object> description) {
        var isSecret = issuer.startsWith("https:");
        Stream.of("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")
                .map(description::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(endpoint -> isSecret && !endpoint.startsWith("https://"))
                .findFirst()
                .ifPresent(open -> {
                    throw new ProviderFailed(provider.name() + " wants to be asked at " + open
                            + ", where others could read along, so it is not asked.");
                });
    }
}
