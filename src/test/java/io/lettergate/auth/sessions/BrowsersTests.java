package io.lettergate.auth.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.MovedClock;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.auth.SessionEnded;
import io.lettergate.auth.SignInTables;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BrowsersTests {

    private static final SessionsSettings SETTINGS =
            new SessionsSettings(Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofDays(30));

    private final MovedClock clock = new MovedClock();
    private final JdbcClient database = SignInTables.fresh();
    private final BrowserTable table = new BrowserTable(database, clock);
    private final List<Object> told = new ArrayList<>();
    private final Browsers browsers = node();
    private final SignedIn robin = person("robin@vale.example");

    private Browsers node() {
        return new Browsers(table, SETTINGS, told::add, clock);
    }

    @Test
    @DisplayName("R61 only the digest of what a browser is known by is stored")
    void storesDigestsOnly() {
        var cookie = signIn(robin, null);

        var stored = database.sql("SELECT * FROM browser").query().singleRow().toString();

        assertThat(cookie.token().value()).hasSize(43);
        assertThat(stored)
                .contains(cookie.id(), cookie.token().digest())
                .doesNotContain(cookie.token().value());
    }

    @Test
    void aBrowserThatSignsInAgainIsTheSameOne() {
        var first = signIn(robin, null);

        var second = signIn(robin, first);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.token()).isNotEqualTo(first.token());
        assertThat(table.of(robin.account().id())).hasSize(1);
    }

    @Test
    void isKnownToItsOwnerOnly() {
        var cookie = signIn(robin, null);
        var sam = person("sam@vale.example");

        var other = signIn(sam, cookie);

        assertThat(other.id()).isNotEqualTo(cookie.id());
        assertThat(browsers.known(request(cookie), sam.account().id())).isEmpty();
    }

    @Test
    @DisplayName("R61 each use gives a remembered browser a new token, and the old one is no good once that was shown")
    void anOldTokenIsGoodUntilTheNewOneWasShown() {
        var old = signIn(robin, null);
        var fresh = changed(old);

        clock.forward(Duration.ofDays(1));
        assertThat(isOwn(old)).as("its answer may have been lost").isTrue();

        table.see(fresh.id(), "192.0.2.7", fresh.token().digest());
        assertThat(isOwn(fresh)).isTrue();
        assertThat(isOwn(old)).isFalse();
    }

    @Test
    void aBrowserThatAsksForSeveralThingsAtOnceShowsItsOldTokenForAMoment() {
        var old = signIn(robin, null);
        var fresh = changed(old);
        table.see(fresh.id(), "192.0.2.7", fresh.token().digest());

        assertThat(isOwn(old)).isTrue();
        assertThat(changed(old)).as("gets no other token by that").isEqualTo(old);

        clock.forward(Duration.ofMinutes(2));
        assertThat(isOwn(old)).isFalse();
    }

    @Test
    void whoShowsACopyEndsItForBoth() {
        var cookie = signIn(robin, null);

        browsers.copied(table.find(cookie.id()).orElseThrow(), "203.0.113.9");

        assertThat(isOwn(cookie)).isFalse();
        assertThat(sessions().copies(robin.account().id()))
                .singleElement()
                .extracting(Sessions.Copy::address)
                .isEqualTo("203.0.113.9");
        assertThat(told)
                .containsExactly(new SessionEnded(
                        robin.account().id(), cookie.id(), "Firefox on Linux", SessionEnded.Cause.COPIED));
    }

    @Test
    @DisplayName("R61 a session ends after 30 minutes without a click, and after 12 hours in any case")
    void sessionsEndByTheClock() {
        var request = request(null);
        browsers.begin(request, new MockHttpServletResponse(), robin, false);
        var bound = Bound.of(request.getSession()).orElseThrow();

        for (var times = 0; times < 24; times++) {
            assertThat(browsers.isOver(bound)).isFalse();
            clock.forward(Duration.ofMinutes(29));
            browsers.click(bound, request);
        }
        assertThat(browsers.isOver(bound)).isFalse();
        clock.forward(Duration.ofMinutes(29));
        browsers.click(bound, request);

        assertThat(browsers.isOver(bound)).as("after 12 hours").isTrue();
        var later = new Bound(bound.browser(), clock.millis());
        clock.forward(Duration.ofMinutes(31));
        assertThat(browsers.isOver(later)).as("after 31 minutes").isTrue();
    }

    @Test
    @DisplayName("R61 a session that is revoked on one node is over on all")
    void revokedIsOverEverywhere() {
        var request = request(null);
        browsers.begin(request, new MockHttpServletResponse(), robin, true);
        var bound = Bound.of(request.getSession()).orElseThrow();
        assertThat(browsers.isOver(bound)).isFalse();

        sessions().end(robin.account().id(), bound.browser());

        assertThat(browsers.isOver(bound)).isTrue();
        assertThat(node().isOver(bound)).isTrue();
        assertThat(sessions().of(robin.account().id(), null)).isEmpty();
    }

    @Test
    void signsOutEverywhereElse() {
        var here = request(null);
        browsers.begin(here, new MockHttpServletResponse(), robin, false);
        signIn(robin, null);
        signIn(person("sam@vale.example"), null);
        var own = robin.account().id();
        assertThat(sessions().of(own, here.getSession())).hasSize(2);

        sessions().endOthers(own, here.getSession());

        assertThat(sessions().of(own, here.getSession())).singleElement().matches(Sessions.Session::current);
        assertThat(database.sql("SELECT COUNT(*) FROM browser WHERE ended_at IS NULL")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void callsBrowsersByTheirNames() {
        assertThat(Device.of("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"))
                .isEqualTo("Firefox on Linux");
        assertThat(Device.of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"))
                .isEqualTo("Edge on Windows");
        assertThat(Device.of("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
                        + " (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"))
                .isEqualTo("Safari on iPhone");
        assertThat(Device.of(null)).isEqualTo("A browser");
        assertThat(Device.of("<script>alert(1)</script>")).isEqualTo("A browser");
    }

    private Sessions sessions() {
        return new Sessions(table, browsers, SETTINGS, clock);
    }

    private boolean isOwn(BrowserCookie cookie) {
        return browsers.isOwn(table.find(cookie.id()).orElseThrow(), cookie.token());
    }

    /** What the browser holds after it signed in by itself. */
    private BrowserCookie changed(BrowserCookie shown) {
        var response = new MockHttpServletResponse();
        browsers.change(request(shown), response, table.find(shown.id()).orElseThrow(), shown.token());
        return given(response, shown);
    }

    private BrowserCookie signIn(SignedIn person, BrowserCookie shown) {
        var response = new MockHttpServletResponse();
        browsers.begin(request(shown), response, person, true);
        return given(response, shown);
    }

    private static BrowserCookie given(MockHttpServletResponse response, BrowserCookie otherwise) {
        var cookie = response.getCookie(BrowserCookie.NAME);
        return cookie == null ? otherwise : BrowserCookie.of(carrying(cookie)).orElseThrow();
    }

    private static MockHttpServletRequest request(BrowserCookie cookie) {
        return cookie == null
                ? carrying(new Cookie("other", "x"))
                : carrying(new Cookie(
                        BrowserCookie.NAME, cookie.id() + "." + cookie.token().value()));
    }

    private static MockHttpServletRequest carrying(Cookie cookie) {
        var request = new MockHttpServletRequest("GET", "/mail");
        request.setCookies(cookie);
        request.addHeader("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        return request;
    }

    private static SignedIn person(String address) {
        return new SignedIn(new Account(
                AccountId.random(),
                address,
                address,
                Protocol.IMAP,
                new Endpoint("imap.example", 993, Endpoint.Encryption.TLS)));
    }
}
