package io.lettergate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.lettergate.Needs.Need;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The open list in a real browser, while mail comes to a real server. */
@Needs({Need.CHROMIUM, Need.DOVECOT})
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class LiveListTests {

    private static final int DELIVERIES = 30;

    @LocalServerPort
    private int port;

    private Chromium chromium;
    private BrowserContext context;
    private String user;
    private int delivered;

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        Served.byDovecot(registry);
    }

    @BeforeAll
    void start() {
        chromium = Chromium.open();
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    @BeforeEach
    void arrive() {
        user = DovecotServer.shared().freshUser();
        deliver("first");
        context = chromium.browser().newContext();
    }

    @AfterEach
    void leave() {
        context.close();
    }

    @Test
    void twoTabsShareOneStreamUntilOneOfThemIsClosed() {
        var streams = new CopyOnWriteArrayList<String>();
        context.onRequest(request -> {
            if (request.url().contains("/api/v1/events")) {
                streams.add(request.url());
            }
        });
        var one = signedIn();
        isLive(one);
        var other = context.newPage();
        other.navigate(one.url());
        isLive(other);

        deliver("second");
        shows(one, "second");
        shows(other, "second");
        assertThat(streams).hasSize(1);
        one.close();
        deliver("third");

        shows(other, "third");
        assertThat(streams).hasSize(2);
    }

    @Test
    void newMailIsOfferedAndSaidWhereRowsAreChosen() {
        var page = signedIn();
        isLive(page);
        page.locator(".row .pick").first().click();

        deliver("second");

        PlaywrightAssertions.assertThat(page.locator(".news button")).containsText("One new message");
        PlaywrightAssertions.assertThat(page.locator("#status[role=status]")).containsText("One new message");
        PlaywrightAssertions.assertThat(page.locator(".row")).hasCount(1);
        assertThat(Axe.violations(page)).isEmpty();
        page.locator(".news button").click();
        shows(page, "second");
    }

    @Test
    @EnabledIfSystemProperty(named = "lettergate.bench", matches = "true")
    void showsWhatIsDeliveredSoon() throws Exception {
        var page = signedIn();
        isLive(page);
        page.evaluate("""
                window.shown = {};
                new MutationObserver(() => {
                    const subject = document.querySelector('.row .what b')?.textContent;
                    if (subject) window.shown[subject] ??= Date.now();
                }).observe(document.body, {subtree: true, childList: true});""");
        var raw = Heard.on(idle(), " EXISTS");
        try (var visitor = new Visitor(port);
                var lines = visitor.listen("/api/v1/events", user, MailServer.PASSWORD)) {
            var told = Heard.on(lines.iterator()::next, "event:message.added");
            List<Long> idle = new ArrayList<>();
            List<Long> stream = new ArrayList<>();
            List<Long> row = new ArrayList<>();
            for (int number = 0; number < DELIVERIES; number++) {
                page.waitForTimeout(900 + number * 37 % 500);
                var subject = "news " + number;
                deliver(subject);
                var now = System.currentTimeMillis();
                shows(page, subject);
                idle.add(raw.next() - now);
                stream.add(told.next() - now);
                row.add(((Number) page.evaluate("subject => window.shown[subject]", subject)).longValue() - now);
            }
            print("IDLE by hand", idle);
            print("event", stream);
            print("row", row);
            System.out.println(
                    page.evaluate(
                            "performance.getEntriesByType('resource').filter(one => one.initiatorType === 'fetch').slice(-20).map(one => Math.round(one.duration)).join(' ')"));
        }
    }

    private static void print(String what, List<Long> times) {
        var sorted = times.stream().sorted().toList();
        System.out.printf(
                "| %s | median %d ms | p95 %d ms | most %d ms |%n",
                what, sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 95 / 100), sorted.getLast());
    }

    /** Hears what the server itself says, and when. */
    private Heard.Lines idle() throws IOException {
        var wire = Wire.to(DovecotServer.shared().host(), DovecotServer.shared().imapPort());
        wire.expect("* OK");
        wire.send("a LOGIN \"" + user + "\" " + MailServer.PASSWORD);
        wire.linesUntil("a OK");
        wire.send("b EXAMINE INBOX");
        wire.linesUntil("b OK");
        wire.send("c IDLE");
        wire.expect("+");
        return wire::line;
    }

    private void isLive(Page page) {
        PlaywrightAssertions.assertThat(page.locator(".acct[data-state=live]")).hasCount(1);
    }

    private static void shows(Page page, String subject) {
        PlaywrightAssertions.assertThat(page.locator(".row .what b").first()).hasText(subject);
    }

    private void deliver(String subject) {
        delivered++;
        DovecotServer.shared()
                .deliver(
                        user,
                        ("From: Ada <ada@quay.example>\r\nSubject: " + subject + "\r\n\r\nHello " + delivered + ".\r\n")
                                .getBytes(US_ASCII));
    }

    private Page signedIn() {
        var page = context.newPage();
        page.navigate("http://127.0.0.1:" + port + "/login");
        page.fill("[name=address]", user);
        page.fill("[name=password]", MailServer.PASSWORD);
        page.press("[name=password]", "Enter");
        page.waitForURL(Pattern.compile("/mail/"));
        return page;
    }
}
