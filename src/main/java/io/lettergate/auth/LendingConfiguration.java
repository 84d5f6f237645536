package io.lettergate.auth;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** Has sessions lend their passwords wherever somebody may be signed in. */
@Configuration(proxyBeanMethods = false)
class LendingConfiguration {

    @Bean
    Customizer<HttpSecurity> lending(SessionPasswords passwords) {
        return http -> http.addFilterAfter(new LendingFilter(passwords), SecurityContextHolderFilter.class)
                .sessionManagement(sessions -> sessions.addSessionAuthenticationStrategy(passwords))
                .logout(logout -> logout.addLogoutHandler(passwords));
    }
}
