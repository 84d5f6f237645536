package io.lettergate.auth.sessions;

import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which browser a session in memory belongs to, and when somebody last clicked in it. */
final class Bound {

    private static final String NAME = "lettergate.browser";

    private final String browser;
    private final long begun;
    private volatile long active;
    private volatile long told;

    Bound(String browser, long now) {
        this.browser = browser;
        this.begun = now;
        this.active = now;
        this.told = now;
    }

    static Optional<Bound> of(@Nullable HttpSession session) {
        return session != null && session.getAttribute(NAME) instanceof Bound bound
                ? Optional.of(bound)
                : Optional.empty();
    }

    void to(HttpSession session) {
        session.setAttribute(NAME, this);
    }

    String browser() {
        return browser;
    }

    boolean isOver(long now, SessionsSettings settings) {
        return now - active > settings.idle().toMillis()
                || now - begun > settings.absolute().toMillis();
    }

    /** Somebody clicked; true where that was not noted in the last minute. */
    boolean click(long now) {
        active = now;
        var isNews = now - told >= 60_000;
        if (isNews) {
            told = now;
        }
        return isNews;
    }
}
