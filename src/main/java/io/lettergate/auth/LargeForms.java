package io.lettergate.auth;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes forms with files from people who are signed in only. Whoever asks for a field of such a form has all of it
 * written to disk, and the first to ask is the guard against forged forms, which does not know yet who sent it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class LargeForms extends OncePerRequestFilter {

    private static final int SMALL = 1 << 20;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isLarge(request) && !isSignedIn(request)) {
            response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
        } else {
            chain.doFilter(request, response);
        }
    }

    /** What does not say how long it is may be of any length. */
    private static boolean isLarge(HttpServletRequest request) {
        var type = request.getContentType();
        var length = request.getContentLengthLong();
        return type != null
                && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/")
                && (length < 0 || length > SMALL);
    }

    private static boolean isSignedIn(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null;
    }
}
