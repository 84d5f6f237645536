package io.lettergate.webmail.content;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** In which sessions messages were opened: with the session ends what was given out in it. */
@Component
class Readings implements HttpSessionListener, HttpSessionIdListener {

    private static final long NONE = 0;

    private final Set<Long> live = ConcurrentHashMap.newKeySet();

    /** The mark of the session in which this is asked; none where it is asked outside of one. */
    long here() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes asked)) {
            return NONE;
        }
        var session = asked.getRequest().getSession(false);
        if (session == null) {
            return NONE;
        }
        live.add(mark(session.getId()));
        return mark(session.getId());
    }

    /** Whether a request may have what was given out in a session: a message's frame, which has none, or that session. */
    boolean allow(long session, HttpServletRequest request) {
        HttpSession asking = request.getSession(false);
        return session != NONE && live.contains(session) && (asking == null || mark(asking.getId()) == session);
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent over) {
        live.remove(mark(over.getSession().getId()));
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent changed, String before) {
        live.remove(mark(before));
    }

    private static long mark(String session) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(session.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
