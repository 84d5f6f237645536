package io.lettergate.auth.sessions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * What a browser shows to be known again: which one it is, and its token. Over TLS the cookie's name begins with
 * {@code __Host-}, so that no other host of the domain can set it (RFC 6265bis §4.1.3.2).
 */
record BrowserCookie(String id, Token token) {

    static final String NAME = "lettergate-browser";

    private static final Pattern VALUE = Pattern.compile("([0-9a-f-]{36})\\.([A-Za-z0-9_-]{43})");

    static Optional<BrowserCookie> of(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name(request)))
                        .flatMap(cookie -> parsed(cookie.getValue()))
                        .findFirst();
    }

    private static Stream<BrowserCookie> parsed(String value) {
        var matcher = VALUE.matcher(value);
        return matcher.matches()
                ? Stream.of(new BrowserCookie(matcher.group(1), new Token(matcher.group(2))))
                : Stream.empty();
    }

    void give(HttpServletRequest request, HttpServletResponse response, Duration age) {
        set(request, response, id + "." + token.value(), age);
    }

    static void take(HttpServletRequest request, HttpServletResponse response) {
        set(request, response, "", Duration.ZERO);
    }

    private static void set(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        var cookie = ResponseCookie.from(name(request), value)
                .path("/")
                .maxAge(age)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static String name(HttpServletRequest request) {
        return HostCookies.name(NAME, request);
    }
}
