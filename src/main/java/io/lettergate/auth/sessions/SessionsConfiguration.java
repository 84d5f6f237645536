package io.lettergate.auth.sessions;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.rememberme.RememberMeAuthenticationFilter;

/** Puts the filters for sessions into every chain. */
@Configuration(proxyBeanMethods = false)
class SessionsConfiguration {

    @Bean
    Customizer<HttpSecurity> sessions(Browsers browsers, Remembering remembering, SessionsSettings settings) {
        return http -> http.rememberMe(
                        remember -> remember.rememberMeServices(remembering).key(remembering.key()))
                .addFilterBefore(new SessionGuard(browsers, settings), RememberMeAuthenticationFilter.class)
                .addFilterAfter(new SessionBeginning(browsers), AnonymousAuthenticationFilter.class);
    }
}
