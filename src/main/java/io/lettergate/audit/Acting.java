package io.lettergate.audit;

import io.lettergate.auth.SignedIn;
import io.lettergate.auth.tokens.AddressRange;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who acts on this thread.
 *
 * @param person absent where nobody is signed in
 * @param client the network address that the request came from; absent where there is no request
 */
record Acting(
        @Nullable SignedIn person,
        Means means,
        @Nullable String token,
        @Nullable String client) {

    /** Who acts now. */
    static Acting now() {
        return of(signedIn());
    }

    /** This person, by what the request shows. */
    static Acting of(@Nullable SignedIn person) {
        var request = request();
        if (request.isEmpty()) {
            return new Acting(person, Means.LETTERGATE, null, null);
        }
        var token = person == null ? null : person.permit().token();
        var means = token != null ? Means.TOKEN : isBasic(request.get()) ? Means.BASIC : Means.SESSION;
        return new Acting(
                person,
                means,
                token == null ? null : token.name(),
                plain(request.get().getRemoteAddr()));
    }

    private static @Nullable SignedIn signedIn() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn person ? person : null;
    }

    private static Optional<HttpServletRequest> request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }

    private static boolean isBasic(HttpServletRequest request) {
        var proof = request.getHeader(HttpHeaders.AUTHORIZATION);
        return proof != null && proof.toLowerCase(Locale.ROOT).startsWith("basic ");
    }

    private static String plain(String client) {
        var zone = client.indexOf('%');
        try {
            return AddressRange.spelled(InetAddress.ofLiteral(zone < 0 ? client : client.substring(0, zone)));
        } catch (IllegalArgumentException none) {
            return client.substring(0, Math.min(client.length(), 45));
        }
    }
}
