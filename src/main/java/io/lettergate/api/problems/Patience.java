package io.lettergate.api.problems;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Waits for the bodies of calls, but not for ever. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class Patience extends OncePerRequestFilter {

    private final RequestMatcher api = PathPatternRequestMatcher.withDefaults().matcher("/api/v1/**");
    private final JsonMapper json;

    Patience(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !api.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(new TimedRequest(request), response);
        } catch (TooSlowException late) {
            var kind = ProblemKind.REQUEST_TOO_SLOW;
            new Problem(kind, kind.meaning()).send(response, json);
        }
    }
}
