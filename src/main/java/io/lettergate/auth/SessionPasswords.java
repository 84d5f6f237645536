package io.lettergate.auth;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Keyring;
import io.lettergate.accounts.Lending;
import io.lettergate.accounts.Password;
import io.lettergate.accounts.SplitSecret;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.stereotype.Component;

/**
 * Where no passwords are stored: keeps that of somebody who signed in with their session, encrypted by a key of which the
 * browser has one half in a cookie and the session the other. It is open while a request of theirs is answered.
 */
@Component
class SessionPasswords implements SessionAuthenticationStrategy, LogoutHandler {

    static final String COOKIE = "lettergate-half";

    private static final String HOST_ONLY = "__Host-";
    private static final String ATTRIBUTE = "lettergate.password";

    private final Keyring keyring;

    SessionPasswords(Keyring keyring) {
        this.keyring = keyring;
    }

    /** Cuts the key, as somebody signs in. */
    @Override
    public void onAuthentication(
            Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        if (keyring.isLentBySessions() && authentication.getPrincipal() instanceof SignedIn person) {
            var account = person.account().id();
            keyring.inHand(account).ifPresent(password -> {
                var half = SplitSecret.otherHalf();
                request.getSession().setAttribute(ATTRIBUTE, SplitSecret.of(account, password, half));
                response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, half, -1));
                keyring.letGo(account);
            });
        }
    }

    /** Opens the password of this request's session, if it has one. */
    Optional<Opened> open(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof SplitSecret kept)) {
            return Optional.empty();
        }
        return half(request)
                .flatMap(half -> kept.open(half)
                        .map(password ->
                                new Opened(session, half, new AccountId(UUID.fromString(kept.account())), password)));
    }

    /** A password that was opened for one request. */
    record Opened(HttpSession session, String half, AccountId account, Password password) {

        /** It holds half a key. */
        @Override
        public String toString() {
            return "Opened(" + account + ")";
        }
    }

    Lending lend(Opened opened) {
        return keyring.lend(opened.account(), opened.password());
    }

    /** Takes over a new password that the mail server took meanwhile, by the same half. */
    void renew(Opened opened) {
        keyring.inHand(opened.account())
                .filter(password -> !password.equals(opened.password()))
                .ifPresent(password -> {
                    try {
                        opened.session()
                                .setAttribute(ATTRIBUTE, SplitSecret.of(opened.account(), password, opened.half()));
                    } catch (IllegalStateException ended) {
                        keyring.letGo(opened.account());
                    }
                });
    }

    /** Nothing of it stays in memory, nor in the browser. */
    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (keyring.isLentBySessions()) {
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, "", 0));
            if (authentication != null && authentication.getPrincipal() instanceof SignedIn person) {
                keyring.letGo(person.account().id());
            }
        }
    }

    private static Optional<String> half(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name(request)))
                .map(Cookie::getValue)
                .findFirst();
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? HOST_ONLY + COOKIE : COOKIE;
    }

    private static String cookie(HttpServletRequest request, String half, long seconds) {
        return ResponseCookie.from(name(request), half)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(seconds)
                .build()
                .toString();
    }
}
