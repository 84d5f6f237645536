package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.lettergate.accounts.spi.DomainSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A person in a real browser, with the demo: once with scripts, once without. */
@Needs(Needs.Need.CHROMIUM)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "lettergate.data=target/test-data/browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class BrowserTests {

    @LocalServerPort
    private int port;

    @Autowired
    private DomainSource demo;

    private Chromium chromium;
    private Browser browser;

    @BeforeAll
    void open() {
        chromium = Chromium.open();
        browser = chromium.browser();
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void opensFlagsMovesDeletesAndSignsOut(boolean scripts) {
        try (var context = context(scripts, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            page.locator(".row .what a").nth(scripts ? 5 : 6).click();
            var opened = page.locator("#subject").textContent();
            PlaywrightAssertions.assertThat(page.locator("#subject")).not().isEmpty();

            press(page, "star");
            PlaywrightAssertions.assertThat(page.locator(".row.open .star")).hasCount(1);

            press(page, "archive");
            PlaywrightAssertions.assertThat(page.locator("#strip, .toast")).containsText("archived");
            assertThat(page.locator(".row .what b").allTextContents()).doesNotContain(opened);

            page.locator(".row .what a").first().click();
            PlaywrightAssertions.assertThat(page.locator(".row.open")).hasCount(1);
            press(page, "trash");
            PlaywrightAssertions.assertThat(page.locator("#strip, .toast")).containsText("Trash");

            signOut(page);
            PlaywrightAssertions.assertThat(page).hasURL(Pattern.compile("/login"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void movesSeveralByTheMenuAndBackAgain(boolean scripts) {
        try (var context = context(scripts, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            var before = page.locator(".row .what b").allTextContents();
            for (int row : List.of(10, 11, 12)) {
                page.locator(".row .pick").nth(row).click();
            }

            page.locator(".selection [popovertarget=move-bulk]").click();
            page.locator("#move-bulk button:has-text('Receipts')").click();

            PlaywrightAssertions.assertThat(page.locator("#strip")).containsText("3 messages moved to Receipts");
            page.locator("#undo").click();
            PlaywrightAssertions.assertThat(page.locator("#strip")).containsText("3 messages moved back to Inbox");
            assertThat(page.locator(".row .what b").allTextContents()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1440", "true, 390", "false, 1440"})
    void unfoldsTheConversationOfAMessage(boolean scripts, int width) {
        try (var context = context(scripts, width, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            page.navigate(page.url().replaceAll("[?].*", "") + "?collapse=thread");
            page.locator(".row .what a:has-text('Harbour launch plan')").first().click();
            if (!scripts) {
                page.locator("#conversation a").first().click();
            }
            PlaywrightAssertions.assertThat(page.locator("#conversation .fold").first())
                    .isVisible();
            var open = page.locator(".letter").getAttribute("data-id");

            page.locator("#conversation .fold").first().click();

            PlaywrightAssertions.assertThat(page.locator(".letter")).not().hasAttribute("data-id", open);
        }
    }

    @Test
    void anEndedSessionLeadsToTheSignInPage() {
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            context.clearCookies();

            page.locator(".row .what a").first().click();

            PlaywrightAssertions.assertThat(page).hasURL(Pattern.compile("/login\\?expired"));
            PlaywrightAssertions.assertThat(page.locator("#rows")).hasCount(0);
        }
    }

    @Test
    void mailRunsNoScriptAndLoadsNothingFromOutside() {
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            var outside = new ArrayList<String>();
            context.onRequest(request -> {
                if (!request.url().startsWith(origin()) && !request.url().startsWith("data:")) {
                    outside.add(request.url());
                }
            });
            var page = signedIn(context);
            page.fill("input[type=search]", "newsletter");
            page.press("input[type=search]", "Enter");
            page.waitForURL(Pattern.compile("q=newsletter"));
            PlaywrightAssertions.assertThat(page.locator("#count")).containsText("found");
            page.locator(".row .what a").first().click();

            PlaywrightAssertions.assertThat(page.locator("iframe")).hasCount(1);
            PlaywrightAssertions.assertThat(page.frameLocator("iframe").locator("body"))
                    .not()
                    .isEmpty();
            assertThat(page.locator("iframe").getAttribute("sandbox"))
                    .doesNotContain("allow-scripts")
                    .doesNotContain("allow-same-origin");
            assertThat(outside).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "390, LIGHT", "390, DARK"})
    void everyoneCanUseThePages(int width, ColorScheme scheme) {
        try (var context = context(true, width, scheme)) {
            var page = context.newPage();
            page.navigate(origin() + "/login");
            assertThat(Axe.violationsOutsideFrames(page)).isEmpty();
            signIn(page);
            assertThat(Axe.violationsOutsideFrames(page)).isEmpty();
            page.locator(".row .what a").first().click();
            PlaywrightAssertions.assertThat(page.locator("#subject")).isVisible();
            assertThat(Axe.violationsOutsideFrames(page)).isEmpty();
        }
    }

    @Test
    void theFirstViewIsLight() {
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            signedIn(context).close();
            var requests = new ArrayList<String>();
            var page = context.newPage();
            page.onRequest(request -> requests.add(request.url()));

            page.navigate(origin() + "/mail");

            assertThat(requests.stream().filter(url -> !url.startsWith("data:")))
                    .hasSizeLessThanOrEqualTo(6);
            assertThat((int) page.evaluate("document.querySelectorAll('*').length"))
                    .isLessThanOrEqualTo(1250);
        }
    }

    @Test
    void asksBeforeItDeletesForGood() {
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            page.locator(".row .what a").nth(8).click();
            press(page, "trash");
            PlaywrightAssertions.assertThat(page.locator("#strip, .toast")).containsText("Trash");
            page.locator("a.box:has-text('Trash')").first().click();
            PlaywrightAssertions.assertThat(page.locator("#box-name")).hasText("Trash");
            var before = page.locator(".row").count();
            page.locator(".row .pick").first().click();

            page.keyboard().press("#");
            PlaywrightAssertions.assertThat(page.locator("#delete-bulk")).isVisible();
            page.locator("#delete-bulk .danger").click();

            PlaywrightAssertions.assertThat(page.locator("#strip")).containsText("deleted for good");
            PlaywrightAssertions.assertThat(page.locator(".row")).hasCount(before - 1);
        }
    }

    @Test
    void newMailShowsItself() {
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            PlaywrightAssertions.assertThat(page.locator(".row").first()).isVisible();
            PlaywrightAssertions.assertThat(page.locator(".acct[data-state=live]")
                            .filter(new Locator.FilterOptions().setHasText("robin@vale.example")))
                    .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(60_000));

            fileForRobin("Fresh from the quay");

            PlaywrightAssertions.assertThat(page.locator(".row .what b").first())
                    .hasText("Fresh from the quay", new LocatorAssertions.HasTextOptions().setTimeout(20_000));
        }
    }

    /** By IMAP, as another mail program would. */
    private void fileForRobin(String subject) {
        var message = "From: Ada <ada@quay.example>\r\nSubject: " + subject + "\r\n\r\nHello.\r\n";
        var server = demo.domains().getFirst().incoming();
        try (var imap = new ImapWire(Wire.to(server.host(), server.port()))) {
            imap.command("LOGIN robin@vale.example demo");
            imap.append("INBOX", message.getBytes(StandardCharsets.US_ASCII), Instant.now());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void press(Page page, String act) {
        page.locator(".bar button[name=act][value=" + act + "]:visible").first().click();
    }

    private static void signOut(Page page) {
        page.locator("[popovertarget=you]:visible").click();
        page.locator("form[action$=logout] button:visible").first().click();
    }

    private Page signedIn(BrowserContext context) {
        var page = context.newPage();
        page.navigate(origin() + "/login");
        signIn(page);
        return page;
    }

    private void signIn(Page page) {
        page.fill("[name=address]", "robin@vale.example");
        page.fill("[name=password]", "demo");
        page.press("[name=password]", "Enter");
        page.waitForURL(Pattern.compile("/mail/"));
    }

    private BrowserContext context(boolean scripts, int width, ColorScheme scheme) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setJavaScriptEnabled(scripts)
                .setColorScheme(scheme)
                .setViewportSize(width, 900));
        context.setDefaultTimeout(15_000);
        return context;
    }

    private String origin() {
        return "http://127.0.0.1:" + port;
    }
}
