package io.lettergate.api;

import io.lettergate.auth.SignedIn;
import io.lettergate.auth.sessions.Sessions;
import io.lettergate.auth.tokens.TokenChange;
import io.lettergate.auth.tokens.Tokens;
import io.lettergate.events.Events.Subscription;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Ends streams of events with what their callers came with: at once here, and at their next sign of life elsewhere. */
@Component
class TokenStreams {

    private final Tokens tokens;
    private final Sessions sessions;
    private final Set<Listed> open = ConcurrentHashMap.newKeySet();

    TokenStreams(Tokens tokens, Sessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    private record Listed(String token, Subscription stream) {}

    /** What throws once the caller's session has ended, or their token is not taken any more. */
    Runnable proof(SignedIn caller, HttpServletRequest request) {
        var token = caller.permit().token();
        if (token != null) {
            return () -> requireAlive(token.id());
        }
        var isByCookie = request.getHeader("Authorization") == null;
        var session = isByCookie ? request.getSession(false) : null;
        return session == null ? () -> {} : () -> requireLive(session);
    }

    private void requireLive(HttpSession session) {
        if (session.getLastAccessedTime() < 0 || sessions.isOver(session)) {
            throw new IllegalStateException("The session of this stream is over");
        }
    }

    private void requireAlive(String token) {
        if (!tokens.isAlive(token)) {
            throw new IllegalStateException("The token is not taken any more");
        }
    }

    /** A stream that is told of, until it is closed. */
    Subscription add(SignedIn caller, Subscription stream) {
        var token = caller.permit().token();
        if (token == null) {
            return stream;
        }
        var listed = new Listed(token.id(), stream);
        open.add(listed);
        return () -> {
            open.remove(listed);
            stream.close();
        };
    }

    /** The transaction may not be over yet; what looks at the table then finds it at the latest at its next sign of life. */
    @EventListener
    void end(TokenChange.Revoked revoked) {
        open.stream()
                .filter(listed -> listed.token().equals(revoked.token().id()))
                .forEach(listed -> listed.stream().close());
    }
}
