package io.lettergate.auth;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may call what, and the headers that every answer carries. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String FEATURES =
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";

    /** A program that sends its address and password with each call: no session, no cookie, no CSRF. */
    @Bean
    @Order(1)
    SecurityFilterChain basicApi(HttpSecurity http, ApiEntryPoint entryPoint) {
        RequestMatcher basic = request -> request.getRequestURI().startsWith(request.getContextPath() + "/api/v1/")
                && request.getHeader("Authorization") != null;
        return headers(http)
                .securityMatcher(basic)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .httpBasic(login -> login.authenticationEntryPoint(entryPoint)
                        .securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(entryPoint).accessDeniedHandler(entryPoint))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    /** The page's own scripts, with the browser's session and its CSRF token. */
    @Bean
    @Order(2)
    SecurityFilterChain browserApi(HttpSecurity http, ApiEntryPoint entryPoint) {
        return headers(http)
                .securityMatcher("/api/**")
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/api/v1/openapi.json", "/api/docs/**", "/api/docs")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(entryPoint).accessDeniedHandler(entryPoint))
                .requestCache(cache -> cache.disable())
                .build();
    }

    /** The pages. */
    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http, SignInRefusal refusal, StaleForm staleForm) {
        return headers(http)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/login",
                                "/login/passkey",
                                "/theme",
                                "/assets/**",
                                "/content/**",
                                "/favicon.ico",
                                "/error",
                                "/actuator/health/**",
                                "/actuator/health")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(login -> login.loginPage("/login")
                        .usernameParameter("address")
                        .passwordParameter("password")
                        .defaultSuccessUrl("/mail")
                        .failureHandler(refusal)
                        .permitAll())
                .exceptionHandling(failures -> failures.accessDeniedHandler(staleForm))
                .logout(logout -> logout.logoutUrl("/logout").logoutSuccessUrl("/login?goodbye"))
                .build();
    }

    private static HttpSecurity headers(HttpSecurity http) {
        return http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(PAGE_POLICY))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(policy -> policy.policy(FEATURES))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN)));
    }
}
