package io.lettergate.webmail.accounts;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Findings;
import io.lettergate.accounts.Password;
import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.KeepOnServer;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Protocol;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account on its way through the assistant. It waits in the session of the server, so that the password never stands
 * in a page or an address.
 *
 * @param ways how the mail can be reached, each proven by a sign-in
 * @param findings what was found out; absent where somebody named the server
 * @param chosen one of them
 */
record HalfMade(
        String address,
        Password password,
        Map<Protocol, Access> ways,
        @Nullable Findings findings,
        Protocol chosen,
        KeepOnServer window) {

    private static final String KEY = "lettergate.newAccount.";

    HalfMade {
        ways = Map.copyOf(ways);
        if (!ways.containsKey(chosen)) {
            throw new IllegalArgumentException("There is no way by " + chosen);
        }
    }

    /** One that was just proven; reading in place is better wherever it can be had. */
    static HalfMade of(String address, Password password, Map<Protocol, Access> ways, @Nullable Findings findings) {
        var best = ways.containsKey(Protocol.IMAP) ? Protocol.IMAP : Protocol.POP3;
        return new HalfMade(address, password, ways, findings, best, KeepOnServer.FOREVER);
    }

    /** The one of this reader: whoever signs in after somebody else in one browser finds nothing of that one. */
    static Optional<HalfMade> in(HttpSession session, SignedIn reader) {
        return session.getAttribute(key(reader)) instanceof HalfMade half ? Optional.of(half) : Optional.empty();
    }

    static void forget(HttpSession session, SignedIn reader) {
        session.removeAttribute(key(reader));
    }

    void keep(HttpSession session, SignedIn reader) {
        session.setAttribute(key(reader), this);
    }

    private static String key(SignedIn reader) {
        return KEY + reader.account().id();
    }

    HalfMade with(Protocol protocol, KeepOnServer keep) {
        return new HalfMade(address, password, ways, findings, protocol, keep);
    }

    public Access access() {
        return Optional.ofNullable(ways.get(chosen)).orElseThrow();
    }

    /** Who says that the best way is the right one, as part of a message key; absent where somebody named it. */
    public @Nullable String why() {
        var best = Optional.ofNullable(ways.get(Protocol.IMAP)).orElse(ways.get(Protocol.POP3));
        return findings == null || best == null
                ? null
                : findings.recommended(best.protocol())
                        .map(candidate -> candidate.source().name())
                        .orElse(null);
    }

    /** The host of the best way. */
    public String host() {
        return Optional.ofNullable(ways.get(Protocol.IMAP))
                .orElseGet(this::access)
                .incoming()
                .host();
    }

    /** The provider, as people call it: what stands after the @. */
    public String provider() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    public boolean offers(String protocol) {
        return ways.containsKey(Protocol.valueOf(protocol));
    }

    public boolean isCollected() {
        return chosen == Protocol.POP3;
    }

    /** Whether nobody on the way can read along. */
    public boolean isSecret() {
        return access().incoming().encryption() != Encryption.NONE;
    }
}
