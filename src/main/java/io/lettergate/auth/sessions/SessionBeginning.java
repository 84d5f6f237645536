package io.lettergate.auth.sessions;

import io.lettergate.auth.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds every session to a browser, whichever way somebody signed in. */
class SessionBeginning extends OncePerRequestFilter {

    private static final String RESUMED = SessionBeginning.class.getName() + ".resumed";

    private final Browsers browsers;

    SessionBeginning(Browsers browsers) {
        this.browsers = browsers;
    }

    /** This request signed in by itself. */
    static void resumes(HttpServletRequest request, String browser) {
        request.setAttribute(RESUMED, browser);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && Bound.of(session).isEmpty()) {
            var caller = SecurityContextHolder.getContext().getAuthentication();
            if (caller != null && caller.getPrincipal() instanceof SignedIn person) {
                begin(request, response, person);
            }
        }
        chain.doFilter(request, response);
    }

    private void begin(HttpServletRequest request, HttpServletResponse response, SignedIn person) {
        if (request.getAttribute(RESUMED) instanceof String browser) {
            browsers.resume(request, browser);
        } else {
            browsers.begin(request, response, person, false);
        }
    }
}
