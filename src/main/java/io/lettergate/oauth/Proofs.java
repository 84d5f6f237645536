package io.lettergate.oauth;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Exchanges codes for tokens, and looks whether what they say of people was signed by their issuer, for us, and for this very
 * question (OpenID Connect Core §3.1.3).
 */
@Component
class Proofs {

    private final ProviderWeb web;
    private final AuthenticationProvider plain;
    private final AuthenticationProvider telling;
    private final Map<ClientRegistration, JwtDecoder> decoders = new ConcurrentHashMap<>();

    Proofs(ProviderWeb web) {
        this.web = web;
        var codes = new RestClientAuthorizationCodeTokenResponseClient();
        codes.setRestClient(web.tokens());
        this.plain = new OAuth2AuthorizationCodeAuthenticationProvider(codes);
        var users = new DefaultOAuth2UserService();
        users.setRestOperations(web.operations());
        var people = new OidcUserService();
        people.setOauth2UserService(users);
        var oidc = new OidcAuthorizationCodeAuthenticationProvider(codes, people);
        oidc.setJwtDecoderFactory(registration -> decoders.computeIfAbsent(registration, this::decoder));
        this.telling = oidc;
    }

    /** For providers that do not say who somebody is. */
    AuthenticationProvider plain() {
        return plain;
    }

    /** For those that do. */
    AuthenticationProvider telling() {
        return telling;
    }

    private JwtDecoder decoder(ClientRegistration registration) {
        var keys = registration.getProviderDetails().getJwkSetUri();
        if (keys == null) {
            throw new ProviderFailed(registration.getClientName() + " names no keys, so it cannot be believed.");
        }
        var decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .restOperations(web.operations())
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .jwsAlgorithm(SignatureAlgorithm.PS256)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
        return decoder;
    }
}
