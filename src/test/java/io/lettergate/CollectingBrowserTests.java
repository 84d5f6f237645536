package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Somebody has mail collected from a real Dovecot, which is a little far away, in a real browser. */
@Needs({Needs.Need.CHROMIUM, Needs.Need.DOVECOT})
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(CollectingBrowserTests.Time.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class CollectingBrowserTests {

    private static final int MESSAGES = 40;

    @LocalServerPort
    private int port;

    private final MovedClock clock;
    private final DovecotServer dovecot = DovecotServer.shared();
    private Chromium chromium;
    private String reader;
    private String collected;

    CollectingBrowserTests(@Autowired MovedClock clock) {
        this.clock = clock;
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        var dovecot = DovecotServer.shared();
        var far = DelayingProxy.before(dovecot.host(), dovecot::pop3Port, Duration.ofMillis(250));
        Served.byDovecot(registry);
        registry.add("lettergate.domains[1].name", () -> "post.example");
        registry.add("lettergate.domains[1].protocol", () -> "POP3");
        registry.add("lettergate.domains[1].pop3.host", () -> "127.0.0.1");
        registry.add("lettergate.domains[1].pop3.port", far::port);
        registry.add("lettergate.domains[1].pop3.encryption", () -> "NONE");
        var data = "target/test-data/collecting-" + UUID.randomUUID();
        registry.add("lettergate.data", () -> data);
    }

    @BeforeAll
    void open() {
        chromium = Chromium.open();
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void deliver() {
        reader = dovecot.freshUser();
        collected = "robin-" + UUID.randomUUID() + "@post.example";
        dovecot.fill(collected, MESSAGES);
    }

    @ParameterizedTest
    @CsvSource({"true, 1440, LIGHT", "true, 390, DARK", "false, 390, LIGHT"})
    void collectsFillsAndLeavesNothingThereAfterItsTime(boolean scripts, int width, ColorScheme scheme) {
        String account;
        try (var context = context(scripts, width, scheme)) {
            var page = signedIn(context);
            account = linked(page, scripts);

            page.navigate(account + "/window");
            chooseTwoWeeks(page, scripts);
            PlaywrightAssertions.assertThat(page.locator(".foretold")).containsText("40 messages (");
            PlaywrightAssertions.assertThat(page.locator(".foretold"))
                    .containsText("would begin to leave post.example");
            look(page, "plan", scripts);
            page.locator("#set-window").click();
            PlaywrightAssertions.assertThat(page.locator("main")).containsText("Saved.");
            look(page, "set", scripts);
            assertThat(there()).isEqualTo(MESSAGES);
        }

        clock.forward(Duration.ofDays(15));

        try (var context = context(scripts, width, scheme)) {
            var page = signedIn(context);
            lookNow(page, account, scripts);
            page.navigate(account + "/activity?show=removals");
            look(page, "activity", scripts);
            page.locator("a:has-text('40 removed there')").first().click();
            PlaywrightAssertions.assertThat(page.locator("table.ledger tbody tr"))
                    .hasCount(MESSAGES);
            look(page, "removals", scripts);
            clock.forward(Duration.ofMinutes(5));
            lookNow(page, account, scripts);
            page.navigate(account + "/ledger?show=here");

            assertThat(there()).isZero();
            PlaywrightAssertions.assertThat(page.locator("main")).containsText("40 messages");
            look(page, "ledger", scripts);
            page.locator("table.ledger th a").first().click();
            PlaywrightAssertions.assertThat(page.locator("#subject")).containsText("Letter");
            look(page, "message", scripts);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 390", "false, 1440"})
    void whatIsHeldPinnedOrTakenBackStaysThere(boolean scripts, int width) {
        try (var context = context(scripts, width, ColorScheme.DARK)) {
            var page = signedIn(context);
            var account = linked(page, scripts);
            page.navigate(account + "/window");
            chooseTwoWeeks(page, scripts);
            page.locator("#set-window").click();
            PlaywrightAssertions.assertThat(page.locator("main")).containsText("Saved.");

            page.locator("#hold").click();
            PlaywrightAssertions.assertThat(page.locator("main")).containsText("Everything is held");
            look(page, "held", scripts);
            page.locator("#let-go").click();
            PlaywrightAssertions.assertThat(page.locator("#hold")).isVisible();
            page.navigate(account + "/ledger?show=leaving");
            page.locator("button[value=pin]").first().click();
            PlaywrightAssertions.assertThat(page.locator("main")).containsText("39 messages");
            page.locator("button[value=remove]").first().click();
            PlaywrightAssertions.assertThat(page.locator("tbody tr").first().locator("button"))
                    .hasText("Take back");
            look(page, "pinned", scripts);
            page.locator("button[value=back]").click();
            PlaywrightAssertions.assertThat(page.locator("button[value=back]")).hasCount(0);
            page.navigate(account + "/window");
            page.locator("#take-back").click();
            PlaywrightAssertions.assertThat(page.locator("main")).containsText("Taken back");
            PlaywrightAssertions.assertThat(page.locator("[name=keep][value=forever]"))
                    .isChecked();
            clock.forward(Duration.ofDays(30));
        }

        try (var context = context(scripts, width, ColorScheme.DARK)) {
            var page = signedIn(context);
            page.navigate(origin() + "/accounts");
            page.locator(".accounts h2 a").nth(1).click();
            lookNow(page, page.url(), scripts);
        }
        assertThat(there()).isEqualTo(MESSAGES);
    }

    /** Leads through the assistant, and waits on the account's page until all is collected; answers its address. */
    private String linked(Page page, boolean scripts) {
        page.navigate(origin() + "/accounts/new");
        page.fill("#address", collected);
        page.fill("#password", MailServer.PASSWORD);
        page.locator(".btn.go").click();
        PlaywrightAssertions.assertThat(page.locator("h1")).containsText("How should we read");
        look(page, "way", scripts);
        page.locator(".btn.go").click();
        page.locator(".btn.go").click();
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Done");
        page.locator(".btn.go").click();
        page.waitForURL(Pattern.compile("/accounts/[0-9a-f-]{36}$"));
        var account = page.url();
        until(page, scripts, "40 here");
        look(page, "account", scripts);
        page.navigate(account + "/ledger");
        look(page, "all", scripts);
        return account;
    }

    /** What nobody has read may leave too. */
    private static void chooseTwoWeeks(Page page, boolean scripts) {
        page.locator("details.finer summary").first().click();
        page.locator("[name=unread]").uncheck();
        page.locator("label:has([name=keep][value='14'])").click();
        if (!scripts) {
            page.locator("form.window button").click();
        }
        PlaywrightAssertions.assertThat(page.locator("#set-window")).containsText("Remove 40");
    }

    /** Looks now, unless somebody looks already, or just did. */
    private static void lookNow(Page page, String account, boolean scripts) {
        page.navigate(account);
        if (page.locator("#standing").innerText().matches("(?s).*Last look [0-9].*")) {
            page.locator("#look-now").click();
            PlaywrightAssertions.assertThat(page.locator("progress")).isVisible();
            look(page, "looking", scripts);
        }
        until(page, scripts, "Last look just now");
    }

    /** With scripts the page has to come to it by itself. */
    private static void until(Page page, boolean scripts, String words) {
        for (int at = 0;
                !scripts && at < 60 && !page.locator("#standing").innerText().contains(words);
                at++) {
            page.waitForTimeout(250);
            page.reload();
        }
        PlaywrightAssertions.assertThat(page.locator("#standing")).containsText(words);
    }

    /** How many messages Dovecot has. */
    private long there() {
        try (var imap = dovecot.imap(collected)) {
            return imap.command("SELECT INBOX").stream()
                    .filter(line -> line.endsWith(" EXISTS"))
                    .mapToLong(line -> Long.parseLong(line.split(" ")[1]))
                    .sum();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Nothing is wider than the page, and nothing is against the rules; the checker of those is a script itself. */
    private static void look(Page page, String name, boolean scripts) {
        var size = page.viewportSize();
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/pictures/collecting-" + name + "-" + size.width + "-" + scripts + ".png")));
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as(name)
                .isLessThanOrEqualTo(size.width);
        assertThat(Axe.violations(page, scripts)).as(name).isEmpty();
    }

    private Page signedIn(BrowserContext context) {
        var page = context.newPage();
        page.navigate(origin() + "/login");
        page.fill("[name=address]", reader);
        page.fill("[name=password]", MailServer.PASSWORD);
        page.press("[name=password]", "Enter");
        page.waitForURL(Pattern.compile("/mail/"));
        return page;
    }

    private BrowserContext context(boolean scripts, int width, ColorScheme scheme) {
        return chromium.context(scripts, width, scheme, 20_000);
    }

    private String origin() {
        return "http://127.0.0.1:" + port;
    }

    /** A clock that the test moves. */
    @TestConfiguration
    static class Time {

        @Bean
        @Primary
        MovedClock movedClock() {
            return new MovedClock();
        }
    }
}
