package io.lettergate.webmail;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** A page that says what went wrong, in the same shell as every other, and never how the program is made. */
final class ErrorPage {

    private ErrorPage() {}

    /**
     * The page, or only its sentence where htmx asks, which then stays on the page it is on.
     *
     * @param sentence what went wrong; absent where the status says it all
     */
    static ModelAndView of(
            HttpStatus status, @Nullable String sentence, HttpServletRequest request, HttpServletResponse response) {
        var update = request.getHeader("HX-Request") != null && request.getHeader("HX-History-Restore-Request") == null;
        response.setHeader("HX-Push-Url", "false");
        var page = new ModelAndView(update ? "error/update" : "error/page", status);
        page.addObject("status", status.value());
        page.addObject("key", key(status));
        page.addObject("sentence", sentence);
        page.addObject("look", look(request));
        return page;
    }

    /** The last part of a message key. */
    private static String key(HttpStatus status) {
        return switch (status) {
            case FORBIDDEN -> "403";
            case NOT_FOUND, GONE -> "404";
            case BAD_GATEWAY, GATEWAY_TIMEOUT, SERVICE_UNAVAILABLE -> "server";
            case CONFLICT -> "refused";
            default -> status.is4xxClientError() ? "400" : "500";
        };
    }

    private static Look look(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Look.SYSTEM
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(Look.COOKIE))
                        .findFirst()
                        .map(cookie -> Look.of(cookie.getValue()))
                        .orElse(Look.SYSTEM);
    }
}
