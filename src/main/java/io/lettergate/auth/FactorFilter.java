package io.lettergate.auth;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody in with one factor who has two: by a page, a call, a stream of events or a file alike. For calls that
 * {@link StepUp} names it wants one of them to be fresh.
 */
class FactorFilter extends OncePerRequestFilter {

    /** What is open to everybody, and what it takes to give the second factor or to leave. */
    private static final RequestMatcher OPEN = new OrRequestMatcher(Stream.of(
                    "/login",
                    "/login/second",
                    "/login/second/**",
                    "/login/passkey",
                    "/logout",
                    "/theme",
                    "/assets/**",
                    "/favicon.ico",
                    "/error",
                    "/actuator/health",
                    "/actuator/health/**",
                    "/api/docs",
                    "/api/docs/**",
                    "/api/v1/openapi.json")
            .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
            .toList());

    private final Freshness freshness;
    private final List<StepUp> guarded;
    private final FactorRefusal refusal;

    FactorFilter(Freshness freshness, List<StepUp> guarded, FactorRefusal refusal) {
        this.freshness = freshness;
        this.guarded = List.copyOf(guarded);
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (OPEN.matches(request)) {
            chain.doFilter(request, response);
            return;
        }
        var caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null || !(caller.getPrincipal() instanceof SignedIn)) {
            chain.doFilter(request, response);
        } else if (freshness.lacksSecond(caller, request)) {
            refusal.secondNeeded(request, response);
        } else {
            var stale = stale(request, caller);
            if (stale.isPresent()) {
                refusal.stepUpNeeded(stale.get(), request, response);
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    private Optional<String> stale(HttpServletRequest request, Authentication caller) {
        return guarded.stream()
                .flatMap(one -> one.pageFor(request).stream())
                .findFirst()
                .filter(page -> !freshness.isFresh(caller));
    }
}
