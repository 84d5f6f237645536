package io.lettergate.auth.sessions;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.lettergate.accounts.AccountId;
import io.lettergate.auth.SessionEnded;
import io.lettergate.auth.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Knows browsers again, and binds their sessions to what is stored of them. The table is the truth for all nodes. */
@Component
class Browsers {

    private static final Logger LOG = LoggerFactory.getLogger(Browsers.class);
    private static final Duration FRESH = Duration.ofSeconds(3);

    /** In which a browser may show its old token, as it asked for several things at once. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final BrowserTable table;
    private final SessionsSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final LoadingCache<String, Boolean> ended;

    Browsers(BrowserTable table, SessionsSettings settings, ApplicationEventPublisher events, Clock clock) {
        this.table = table;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
        this.ended = Caffeine.newBuilder()
                .expireAfterWrite(FRESH)
                .maximumSize(100_000)
                .build(id ->
                        table.find(id).map(browser -> browser.ended() != null).orElse(true));
    }

    /** Somebody has signed in: the browser is known from now on, and remembered where they wish it. */
    void begin(HttpServletRequest request, HttpServletResponse response, SignedIn person, boolean remember) {
        var owner = person.account().id();
        Bound.of(request.getSession(false)).ifPresent(before -> table.end(before.browser()));
        var id = known(request, owner)
                .map(StoredBrowser::id)
                .orElseGet(() -> UUID.randomUUID().toString());
        var token = Token.random();
        var remembered = remember && settings.remembers() ? clock.instant().plus(settings.remember()) : null;
        var device = Device.of(request.getHeader("User-Agent"));
        table.begin(id, owner, token, device, request.getRemoteAddr(), remembered);
        new BrowserCookie(id, token)
                .give(request, response, remembered == null ? BrowserTable.KEPT : settings.remember());
        bind(request.getSession(), id);
    }

    /** It signs in by itself. */
    void resume(HttpServletRequest request, String id) {
        table.resume(id, request.getRemoteAddr());
        bind(request.getSession(), id);
    }

    private void bind(HttpSession session, String id) {
        ended.invalidate(id);
        session.setMaxInactiveInterval(
                Math.toIntExact(settings.idle().plusMinutes(1).toSeconds()));
        new Bound(id, clock.millis()).to(session);
    }

    /** The browser of this request, if this person signed in with it before. */
    Optional<StoredBrowser> known(HttpServletRequest request, AccountId owner) {
        return BrowserCookie.of(request)
                .flatMap(cookie -> table.find(cookie.id())
                        .filter(browser -> browser.owner().equals(owner) && isOwn(browser, cookie.token())));
    }

    /**
     * Whether the token is the browser's own: the one that it has, or the one before, as long as nobody has seen that it
     * got the new one.
     */
    boolean isOwn(StoredBrowser browser, Token token) {
        return token.has(browser.digest())
                || (token.has(browser.before())
                        && (!browser.confirmed()
                                || browser.changed().plus(GRACE).isAfter(clock.instant())));
    }

    /** Gives the browser a new token, unless it just got one. */
    void change(HttpServletRequest request, HttpServletResponse response, StoredBrowser browser, Token shown) {
        var isJustChanged =
                !shown.has(browser.digest()) && browser.changed().plus(GRACE).isAfter(clock.instant());
        var next = Token.random();
        if (!isJustChanged && table.change(browser, shown, next)) {
            new BrowserCookie(browser.id(), next).give(request, response, settings.remember());
        }
    }

    /** Somebody shows a token that the browser has not had for long: one of the two has a copy. */
    void copied(StoredBrowser browser, String client) {
        LOG.warn("browser={} owner={} ended=copied", browser.id(), browser.owner());
        revoke(browser, client, SessionEnded.Cause.COPIED);
    }

    void revoke(StoredBrowser browser) {
        revoke(browser, null, SessionEnded.Cause.REVOKED);
    }

    private void revoke(StoredBrowser browser, @Nullable String copiedFrom, SessionEnded.Cause cause) {
        table.revoke(browser.id(), copiedFrom);
        ended.invalidate(browser.id());
        events.publishEvent(new SessionEnded(browser.owner(), browser.id(), browser.device(), cause));
    }

    /** The person signs out in the browser itself. */
    void signOut(Bound bound) {
        table.find(bound.browser()).ifPresent(browser -> {
            table.end(browser.id());
            ended.invalidate(browser.id());
            events.publishEvent(
                    new SessionEnded(browser.owner(), browser.id(), browser.device(), SessionEnded.Cause.SIGNED_OUT));
        });
    }

    /** Whether a session may not go on: it was ended, nobody clicked for long, or it has lasted its time. */
    boolean isOver(Bound bound) {
        return bound.isOver(clock.millis(), settings) || ended.get(bound.browser());
    }

    /** Somebody clicked. */
    void click(Bound bound, HttpServletRequest request) {
        if (bound.click(clock.millis())) {
            var digest = BrowserCookie.of(request)
                    .filter(cookie -> cookie.id().equals(bound.browser()))
                    .map(cookie -> cookie.token().digest())
                    .orElse(null);
            table.see(bound.browser(), request.getRemoteAddr(), digest);
        }
    }
}
