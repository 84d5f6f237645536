package io.lettergate.auth.tokens;

import io.lettergate.auth.ApiSettings;
import io.lettergate.auth.StepUp;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/** Lets tokens in, before anybody looks for HTTP Basic. */
@Configuration(proxyBeanMethods = false)
class TokenSecurity {

    @Bean
    Customizer<HttpSecurity> bearerTokens(
            TokenSignIn tokens,
            @Qualifier("io.lettergate.auth.ApiEntryPoint") AuthenticationEntryPoint entryPoint,
            ApiSettings settings,
            Clock clock) {
        var filter = new BearerFilter(tokens, entryPoint, settings, clock);
        return http -> http.addFilterBefore(filter, BasicAuthenticationFilter.class);
    }

    /** Who has a token has what its scopes open, so nobody makes one in a browser that somebody left alone. */
    @Bean
    StepUp beforeTokens() {
        return StepUp.before("/settings/tokens", "POST /api/v1/tokens", "POST /settings/tokens");
    }
}
