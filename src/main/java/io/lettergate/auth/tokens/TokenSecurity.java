package io.lettergate.auth.tokens;

import io.lettergate.auth.ApiSettings;
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
}
