package io.lettergate.auth;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** Puts one filter into every chain, so that no way in can forget the second factor. */
@Configuration(proxyBeanMethods = false)
class FactorConfiguration {

    @Bean
    Customizer<HttpSecurity> factors(Freshness freshness, ObjectProvider<StepUp> guarded, FactorRefusal refusal) {
        var filter = new FactorFilter(freshness, guarded.stream().toList(), refusal);
        return http -> http.addFilterBefore(filter, AuthorizationFilter.class);
    }

    /** Mail leaves in bulk by an export. */
    @Bean
    StepUp beforeExports() {
        return StepUp.before(
                "/accounts/{account}/move",
                "POST /api/v1/accounts/{account}/exports",
                "POST /accounts/{account}/move/save");
    }

    /** An account that is removed may be exported with it. */
    @Bean
    StepUp beforeRemovals() {
        return StepUp.before(
                "/accounts/{account}/remove", "DELETE /api/v1/accounts/{account}", "POST /accounts/{account}/remove");
    }

    /** The second factors themselves. */
    @Bean
    StepUp beforeFactors() {
        return StepUp.before(
                "/settings/security",
                "* /settings/security/**",
                "GET /settings/security/app",
                "GET /settings/security/passkeys/new",
                "* /api/v1/factors/**");
    }

    /** A token does what its person may, for a long time. */
    @Bean
    StepUp beforeTokens() {
        return StepUp.before("/settings/tokens", "POST /settings/tokens", "POST /api/v1/tokens");
    }
}
