package io.lettergate.auth.sessions;

import io.lettergate.accounts.AccountId;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The browsers in which a person is signed in, to be seen and signed out by that person. */
@Service
public class Sessions {

    private static final Duration TOLD = Duration.ofDays(30);

    private final BrowserTable table;
    private final Browsers browsers;
    private final SessionsSettings settings;
    private final Clock clock;

    Sessions(BrowserTable table, Browsers browsers, SessionsSettings settings, Clock clock) {
        this.table = table;
        this.browsers = browsers;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A browser in which somebody is signed in, or which may sign in by itself.
     *
     * @param device in words, as in "Firefox on Linux"
     * @param address from which it was used last
     * @param rememberedUntil absent where it is not remembered
     * @param secondFactorUntil until when it is not asked for the second factor; absent where it is
     * @param current whether it is the one that asks
     */
    public record Session(
            String id,
            String device,
            String address,
            Instant begunAt,
            Instant seenAt,
            @Nullable Instant rememberedUntil,
            @Nullable Instant secondFactorUntil,
            boolean current) {}

    /**
     * Somebody showed an old copy of what a browser is known by, so it was signed out.
     *
     * @param address from which that was
     */
    public record Copy(String device, String address, Instant at) {}

    /**
     * All of a person, the one that asks first, then those used last.
     *
     * @param asking the session that asks; absent where a program does
     */
    public List<Session> of(AccountId owner, @Nullable HttpSession asking) {
        var now = clock.instant();
        var current = current(asking);
        return table.of(owner).stream()
                .filter(browser -> browser.isLive(now, settings) || browser.isRemembered(now))
                .map(browser -> session(browser, now, browser.id().equals(current)))
                .sorted((one, other) -> Boolean.compare(other.current(), one.current()))
                .toList();
    }

    private static Session session(StoredBrowser browser, Instant now, boolean current) {
        return new Session(
                browser.id(),
                browser.device(),
                browser.client(),
                browser.begun(),
                browser.seen(),
                browser.isRemembered(now) ? browser.remembered() : null,
                browser.isTrusted(now) ? browser.trusted() : null,
                current);
    }

    /** What the person should know of: copies that were shown in the last month. */
    public List<Copy> copies(AccountId owner) {
        var oldest = clock.instant().minus(TOLD);
        return table.of(owner).stream()
                .filter(browser -> browser.ended() != null && browser.ended().isAfter(oldest))
                .flatMap(browser -> copy(browser).stream())
                .toList();
    }

    private static List<Copy> copy(StoredBrowser browser) {
        var from = browser.copiedFrom();
        var at = browser.ended();
        return from == null || at == null ? List.of() : List.of(new Copy(browser.device(), from, at));
    }

    /**
     * Signs a browser out wherever it is.
     *
     * @throws NoSuchSession if the person has none by this id
     */
    public void end(AccountId owner, String id) {
        browsers.revoke(table.find(id)
                .filter(browser -> browser.owner().equals(owner) && browser.ended() == null)
                .orElseThrow(NoSuchSession::new));
    }

    /** Signs all browsers out but the one that asks. */
    public void endOthers(AccountId owner, @Nullable HttpSession asking) {
        var current = current(asking);
        table.of(owner).stream()
                .filter(browser -> browser.ended() == null && !browser.id().equals(current))
                .forEach(browsers::revoke);
    }

    /** Whether a session may not go on; one that nobody signed in with is no business of ours. */
    public boolean isOver(HttpSession session) {
        return Bound.of(session).filter(browsers::isOver).isPresent();
    }

    private static @Nullable String current(@Nullable HttpSession asking) {
        return Bound.of(asking).map(Bound::browser).orElse(null);
    }
}
