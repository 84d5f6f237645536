package io.lettergate.oauth;

import io.lettergate.accounts.Accounts;
import io.lettergate.auth.Admission;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/** Puts signing in at a provider beside the sign-in form, where the operator named a provider for it. */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    @Bean
    Customizer<HttpSecurity> providerSignIn(
            Consents consents,
            Providers providers,
            Accounts accounts,
            Admission admission,
            ApplicationEventPublisher events) {
        return http -> {
            if (!providers.toSignIn().isEmpty()) {
                http.with(
                        new AtProviders(
                                new ProviderSignInStart(consents, providers),
                                new ProviderSignIn(consents, providers, accounts, admission, events)),
                        Customizer.withDefaults());
            }
        };
    }

    /** Gives both filters what the sign-in form has, too: sessions that begin anew, and where it is kept who somebody is. */
    private static final class AtProviders extends AbstractHttpConfigurer<AtProviders, HttpSecurity> {

        private final ProviderSignInStart start;
        private final ProviderSignIn back;

        AtProviders(ProviderSignInStart start, ProviderSignIn back) {
            this.start = start;
            this.back = back;
        }

        @Override
        public void configure(HttpSecurity http) {
            var strategy = http.getSharedObject(SessionAuthenticationStrategy.class);
            if (strategy != null) {
                back.setSessionAuthenticationStrategy(strategy);
            }
            var repository = http.getSharedObject(SecurityContextRepository.class);
            back.setSecurityContextRepository(
                    repository == null ? new HttpSessionSecurityContextRepository() : repository);
            http.addFilterBefore(start, UsernamePasswordAuthenticationFilter.class);
            http.addFilterBefore(back, UsernamePasswordAuthenticationFilter.class);
        }
    }
}
