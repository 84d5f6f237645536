package io.lettergate.auth.sessions;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session that is over before it can do anything, and notes that somebody clicked in one that is not. */
class SessionGuard extends OncePerRequestFilter {

    /** What a page asks for because mail came, and not because somebody clicked. */
    private static final String BY_ITSELF = "Lettergate-By-Itself";

    /** Where the sign-in page finds for how many days a browser is remembered; absent where none is. */
    private static final String DAYS = "rememberDays";

    private final Browsers browsers;
    private final SessionsSettings settings;

    SessionGuard(Browsers browsers, SessionsSettings settings) {
        this.browsers = browsers;
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (settings.remembers()) {
            request.setAttribute(DAYS, Math.max(1, settings.remember().toDays()));
        }
        var session = request.getSession(false);
        var bound = Bound.of(session);
        if (session != null && bound.isPresent()) {
            if (browsers.isOver(bound.get())) {
                session.invalidate();
                SecurityContextHolder.setContext(SecurityContextHolder.createEmptyContext());
            } else if (isClick(request)) {
                browsers.click(bound.get(), request);
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean isClick(HttpServletRequest request) {
        return request.getHeader(BY_ITSELF) == null && !request.getServletPath().equals("/api/v1/events");
    }
}
