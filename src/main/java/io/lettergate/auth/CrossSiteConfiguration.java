package io.lettergate.auth;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.csrf.CsrfFilter;

/** Puts the wall towards other sites into every chain. */
@Configuration(proxyBeanMethods = false)
class CrossSiteConfiguration {

    @Bean
    Customizer<HttpSecurity> crossSite(ApiEntryPoint entryPoint) {
        return http -> http.addFilterBefore(new CrossSite(entryPoint), CsrfFilter.class);
    }
}
