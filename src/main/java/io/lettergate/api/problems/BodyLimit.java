package io.lettergate.api.problems;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Refuses bodies that would fill the memory; messages and uploads, which have a limit of their own, go to disk. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class BodyLimit extends OncePerRequestFilter {

    private static final int MOST = 1 << 20;
    private static final MimeType MESSAGE = new MimeType("message", "rfc822");

    private final RequestMatcher api = PathPatternRequestMatcher.withDefaults().matcher("/api/v1/**");
    private final RequestMatcher uploads =
            PathPatternRequestMatcher.withDefaults().matcher("/api/v1/accounts/{account}/uploads/**");
    private final JsonMapper json;

    BodyLimit(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !api.matches(request) || uploads.matches(request) || isMessage(request.getContentType());
    }

    private static boolean isMessage(@Nullable String type) {
        try {
            return type != null && MESSAGE.equalsTypeAndSubtype(MimeType.valueOf(type));
        } catch (InvalidMimeTypeException odd) {
            return false;
        }
    }

    /** A length may be absent, so what comes without one is read here, as far as it may go. */
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var length = request.getContentLengthLong();
        if (length > MOST) {
            refuse(response);
        } else if (length >= 0) {
            chain.doFilter(request, response);
        } else {
            var octets = request.getInputStream().readNBytes(MOST + 1);
            if (octets.length > MOST) {
                refuse(response);
            } else {
                chain.doFilter(octets.length == 0 ? request : new ReadRequest(request, octets), response);
            }
        }
    }

    private void refuse(HttpServletResponse response) throws IOException {
        var kind = ProblemKind.REQUEST_TOO_LARGE;
        new Problem(kind, kind.meaning()).send(response, json);
    }
}
