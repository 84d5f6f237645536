package io.lettergate.oauth;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/**
 * A provider on this machine, by Spring's authorization server: everybody may sign in there by their address and
 * {@link #PASSWORD}. It demands PKCE and the exact address to come back to, and takes each refresh token once.
 */
public final class Harbour implements AutoCloseable {

    public static final String PASSWORD = "Ebb-and-flood-0815";
    public static final String SECRET = "Harbour-of-secrets-0816";
    public static final String CLIENT = "lettergate";

    private static final String REGISTERED = "registered";

    private final ConfigurableApplicationContext context;

    private Harbour(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static Harbour open() {
        return new Harbour(new SpringApplicationBuilder(Rules.class)
                .web(WebApplicationType.SERVLET)
                .run(
                        "--server.port=0",
                        "--server.address=0.0.0.0",
                        "--server.servlet.session.cookie.name=harbour",
                        "--spring.application.name=harbour"));
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public String issuer() {
        return "http://127.0.0.1:" + port();
    }

    /** From now on, this is where people may be sent back to. */
    public void leadsBackTo(String redirect) {
        context.getBean(InMemoryRegisteredClientRepository.class).save(client(redirect));
    }

    /** It knows the address of nobody for sure. */
    void doubts(String address) {
        context.getBean(Doubts.class).addresses().add(address);
    }

    /** Its tokens say this of people, whatever is true. */
    void says(String claim, Object value) {
        context.getBean(Lies.class).claims().put(claim, value);
    }

    /** Its tokens say what is true again. */
    void saysTheTruth() {
        context.getBean(Lies.class).claims().clear();
    }

    /** As if the person had taken back what they agreed to. */
    void revoke(String refreshToken) {
        var authorizations = context.getBean(OAuth2AuthorizationService.class);
        authorizations.remove(
                Objects.requireNonNull(authorizations.findByToken(refreshToken, OAuth2TokenType.REFRESH_TOKEN)));
    }

    /** All refresh tokens and access tokens that it gave. */
    public Set<String> given() {
        return Set.copyOf(context.getBean(Given.class).tokens());
    }

    private static RegisteredClient client(String redirect) {
        return RegisteredClient.withId(REGISTERED)
                .clientId(CLIENT)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUri(redirect)
                .scope("openid")
                .scope("email")
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(Duration.ofMinutes(5))
                        .reuseRefreshTokens(false)
                        .build())
                .build();
    }

    @Override
    public void close() {
        context.close();
    }

    /** The tokens that went out. */
    private record Given(Set<String> tokens) {

        void note(OAuth2Authorization authorization) {
            if (authorization.getAccessToken() != null) {
                tokens.add(authorization.getAccessToken().getToken().getTokenValue());
            }
            if (authorization.getRefreshToken() != null) {
                tokens.add(authorization.getRefreshToken().getToken().getTokenValue());
            }
        }
    }

    /** Notes what it gives. */
    private static final class Noting implements OAuth2AuthorizationService {

        private final OAuth2AuthorizationService kept = new InMemoryOAuth2AuthorizationService();
        private final Given given;

        Noting(Given given) {
            this.given = given;
        }

        @Override
        public void save(OAuth2Authorization authorization) {
            given.note(authorization);
            kept.save(authorization);
        }

        @Override
        public void remove(OAuth2Authorization authorization) {
            kept.remove(authorization);
        }

        @Override
        public OAuth2Authorization findById(String id) {
            return kept.findById(id);
        }

        @Override
        public OAuth2Authorization findByToken(String token, OAuth2TokenType type) {
            return kept.findByToken(token, type);
        }
    }

    /** Whose addresses it has not verified. */
    record Doubts(Set<String> addresses) {}

    /** What it says in place of what is true. */
    record Lies(Map<String, Object> claims) {}

    @TestConfiguration(proxyBeanMethods = false)
    @EnableWebSecurity
    @EnableWebMvc
    @ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class})
    static class Rules {

        @Bean
        @Order(1)
        SecurityFilterChain endpoints(HttpSecurity http) {
            return http.oauth2AuthorizationServer(server -> {
                        http.securityMatcher(server.getEndpointsMatcher());
                        server.oidc(Customizer.withDefaults());
                    })
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .exceptionHandling(failures ->
                            failures.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain people(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService everybody() {
            return name -> User.withUsername(name)
                    .password("{noop}" + PASSWORD)
                    .roles("PERSON")
                    .build();
        }

        @Bean
        RegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(client("http://127.0.0.1/nowhere"));
        }

        @Bean
        Given given() {
            return new Given(ConcurrentHashMap.newKeySet());
        }

        @Bean
        OAuth2AuthorizationService authorizations(Given given) {
            return new Noting(given);
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder()
                    .multipleIssuersAllowed(true)
                    .build();
        }

        @Bean
        Doubts doubts() {
            return new Doubts(ConcurrentHashMap.newKeySet());
        }

        @Bean
        Lies lies() {
            return new Lies(new ConcurrentHashMap<>());
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> addresses(Doubts doubts, Lies lies) {
            return token -> {
                var name = token.getPrincipal().getName();
                token.getClaims().claim("email", name);
                token.getClaims().claim("email_verified", !doubts.addresses().contains(name));
                if (token.getTokenType().getValue().equals("id_token")) {
                    lies.claims().forEach(token.getClaims()::claim);
                }
            };
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            var key = new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID(UUID.randomUUID().toString())
                    .build();
            return new ImmutableJWKSet<>(new JWKSet(key));
        }
    }
}
