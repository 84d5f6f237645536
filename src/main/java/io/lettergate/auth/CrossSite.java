package io.lettergate.auth;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away what a page of another site has a browser ask for: every change, and streams of events, whose cookies come
 * along by themselves. Browsers say so by Fetch Metadata, older ones by Origin. Programs say neither.
 */
class CrossSite extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String STREAM = "/api/v1/events";

    private final ApiEntryPoint api;

    CrossSite(ApiEntryPoint api) {
        this.api = api;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var isStream = request.getServletPath().equals(STREAM);
        if ((!isStream && SAFE.contains(request.getMethod())) || !isForeign(request, isStream)) {
            chain.doFilter(request, response);
        } else if (request.getServletPath().startsWith("/api/")) {
            api.foreign(response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    /** As our pages tell no referrer, a browser may call the origin of their forms null; the token decides then. */
    private static boolean isForeign(HttpServletRequest request, boolean isStream) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && (origin.equals("null") ? isStream : !isOwn(origin, request));
    }

    private static boolean isOwn(String origin, HttpServletRequest request) {
        try {
            var from = URI.create(origin);
            return request.getServerName().equalsIgnoreCase(host(from))
                    && port(from.getPort()) == port(request.getServerPort());
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static @Nullable String host(URI origin) {
        return origin.getHost();
    }

    /** A proxy may keep from us that it speaks TLS, and with it the port. */
    private static int port(int port) {
        return port == 80 || port == 443 ? -1 : port;
    }
}
