package io.lettergate.auth;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets one person have only so many requests in the works at once, so that nobody's hurry is everybody's wait. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 2)
class AtOnce extends OncePerRequestFilter {

    static final int MOST = 24;

    private final Map<String, Integer> working = new ConcurrentHashMap<>();
    private final ApiEntryPoint problems;

    AtOnce(ApiEntryPoint problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null || !(caller.getPrincipal() instanceof SignedIn person)) {
            chain.doFilter(request, response);
            return;
        }
        var name = person.account().id().toString();
        try {
            if (working.merge(name, 1, Integer::sum) > MOST) {
                refuse(request, response);
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            working.computeIfPresent(name, (who, count) -> count == 1 ? null : count - 1);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "1");
        if (request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
            problems.tooManyAtOnce(response);
        } else {
            response.sendError(429);
        }
    }
}
