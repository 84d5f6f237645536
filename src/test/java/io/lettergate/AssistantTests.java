package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Linking;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody links an account, in a real browser, with and without scripts. */
@Needs(Needs.Need.CHROMIUM)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"lettergate.accounts.provider-database=", "lettergate.accounts.probes.person=100"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class AssistantTests {

    private static final String SECOND = "robin.vale@post.example";

    @LocalServerPort
    private int port;

    private final Accounts accounts;
    private final Linking linking;
    private Chromium chromium;

    AssistantTests(@Autowired Accounts accounts, @Autowired Linking linking) {
        this.accounts = accounts;
        this.linking = linking;
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

    @Test
    void theDemoShowsBothWaysToHaveMail() {
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);

            PlaywrightAssertions.assertThat(page.locator(".acct h2"))
                    .hasText(new String[] {"robin@vale.example", SECOND});
            page.locator(".boxes a.box:has-text('Inbox')").nth(1).click();
            PlaywrightAssertions.assertThat(page.locator(".boxes [aria-current=page]"))
                    .hasCount(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1440, LIGHT", "true, 390, DARK", "false, 390, LIGHT"})
    void tellsWhatItFindsWhileItLooks(boolean scripts, int width, ColorScheme scheme) {
        try (var context = context(scripts, width, scheme)) {
            var page = signedIn(context);
            page.navigate(origin() + "/accounts/new");
            // It would go on while it is looked at.
            page.route("**/accounts/new/looking", AssistantTests::still);
            page.fill("#address", "robin@nobody.invalid");
            page.fill("#password", "demo");
            page.locator(".btn.go").click();

            PlaywrightAssertions.assertThat(page.locator("h1")).containsText("Looking for the mail servers of robin@");
            assertThat(Axe.violations(page, scripts)).isEmpty();
            picture(page, "looking", scheme, width);
            page.unroute("**/accounts/new/looking");
            page.navigate(origin() + "/accounts/new/looking");

            PlaywrightAssertions.assertThat(page.locator("[role=alert]")).containsText("found no mail server");
            PlaywrightAssertions.assertThat(page.locator(".tried")).containsText("imap.nobody.invalid:993");
            assertThat(Axe.violations(page, scripts)).isEmpty();
            picture(page, "nobody", scheme, width);
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
        }
    }

    private static void still(Route route) {
        var answer = route.fetch(new Route.FetchOptions().setMaxRedirects(0));
        var headers = new HashMap<>(answer.headers());
        headers.remove("refresh");
        route.fulfill(new Route.FulfillOptions().setResponse(answer).setHeaders(headers));
    }

    @ParameterizedTest
    @CsvSource({"true, 1440, LIGHT", "false, 1440, DARK", "true, 390, DARK", "false, 390, LIGHT"})
    void linksAnAccountAndShowsWhatItWillDoBefore(boolean scripts, int width, ColorScheme scheme) {
        try (var context = context(scripts, width, scheme)) {
            var page = signedIn(context);
            forgetTheSecond();
            page.navigate(origin() + "/accounts/new");
            assertThat(Axe.violations(page, scripts)).isEmpty();
            page.fill("#address", SECOND);
            page.fill("#password", "wrong");
            page.locator(".btn.go").click();
            PlaywrightAssertions.assertThat(page.locator("[role=alert]"))
                    .containsText("refused the address or the password");
            picture(page, "address-refused", scheme, width);

            page.fill("#password", "demo");
            page.locator(".btn.go").click();
            PlaywrightAssertions.assertThat(page.locator("h1")).containsText("How should we read " + SECOND);
            PlaywrightAssertions.assertThat(page.locator(".effect:visible")).containsText("Nothing is ever removed");
            page.locator("#days-14").check();
            PlaywrightAssertions.assertThat(page.locator(".effect:visible")).hasCount(1);
            PlaywrightAssertions.assertThat(page.locator(".effect:visible")).containsText("messages are removed");
            assertThat(Axe.violations(page, scripts)).isEmpty();
            picture(page, "way", scheme, width);
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
            page.locator(".btn.go").click();

            PlaywrightAssertions.assertThat(page.locator(".sentence"))
                    .containsText("14 days after our copy was stored");
            assertThat(Axe.violations(page, scripts)).isEmpty();
            picture(page, "check", scheme, width);
            page.locator(".btn.go").click();

            PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Done");
            assertThat(Axe.violations(page, scripts)).isEmpty();
            page.navigate(origin() + "/accounts");
            PlaywrightAssertions.assertThat(page.locator(".accounts h2"))
                    .hasText(new String[] {"robin@vale.example", SECOND});
            assertThat(Axe.violations(page, scripts)).isEmpty();
            picture(page, "list", scheme, width);
        }
    }

    /** What the demo linked by itself, or another run of this test. */
    private void forgetTheSecond() {
        var robin = accounts.toSignIn("robin@vale.example").orElseThrow();
        accounts.of(robin.id()).stream()
                .filter(account -> account.address().equals(SECOND))
                .forEach(linking::remove);
    }

    private static void picture(Page page, String name, ColorScheme scheme, int width) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/pictures/assistant-" + name + "-" + scheme + "-" + width + ".png")));
    }

    private Page signedIn(BrowserContext context) {
        var page = context.newPage();
        page.navigate(origin() + "/login");
        page.fill("[name=address]", "robin@vale.example");
        page.fill("[name=password]", "demo");
        page.press("[name=password]", "Enter");
        page.waitForURL(Pattern.compile("/mail/"));
        return page;
    }

    private BrowserContext context(boolean scripts, int width, ColorScheme scheme) {
        return chromium.context(scripts, width, scheme, 15_000);
    }

    private String origin() {
        return "http://127.0.0.1:" + port;
    }
}
