package io.lettergate.auth;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may call what. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** A program that sends its address and password with each call: no session, no cookie, no CSRF. */
    @Bean
    @Order(1)
    SecurityFilterChain basicApi(HttpSecurity http, ApiEntryPoint entryPoint) {
        RequestMatcher basic = request -> request.getRequestURI().startsWith(request.getContextPath() + "/api/v1/")
                && request.getHeader("Authorization") != null;
        return http.securityMatcher(basic)
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

    /** The page's own scripts, with the browser's session and its CSRF token; their browser keeps nothing of mail. */
    @Bean
    @Order(2)
    SecurityFilterChain browserApi(HttpSecurity http, ApiEntryPoint entryPoint) {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/api/v1/openapi.json", "/api/docs/**", "/api/docs")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(entryPoint).accessDeniedHandler(entryPoint))
                .requestCache(cache -> cache.disable())
                .headers(headers ->
                        headers.addHeaderWriter((request, response) -> response.setHeader("Cache-Control", "no-store")))
                .build();
    }

    /** The pages. */
    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http, SignInRefusal refusal, StaleForm staleForm) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
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
}
