package io.lettergate.auth;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers only under the names that the operator gave it, but for those who ask whether it is alive (RFC 9110 §7.4). */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class HostList extends OncePerRequestFilter {

    private final HostsSettings settings;
    private final ContentOrigin content;

    HostList(HostsSettings settings, ContentOrigin content) {
        this.settings = settings;
        this.content = content;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (settings.has(request.getServerName())
                || content.names(request.getServerName())
                || request.getRequestURI().startsWith("/actuator/health")) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().println("This Lettergate is not reached under this name.");
    }
}
