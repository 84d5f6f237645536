package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody makes a token, uses it, revokes it and reads the log, in a real browser, with and without scripts. */
@Needs(Needs.Need.CHROMIUM)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "lettergate.admin.users=robin@vale.example")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class TokenPagesTests {

    @LocalServerPort
    private int port;

    private final JdbcClient database;
    private Chromium chromium;

    TokenPagesTests(@Autowired JdbcClient database) {
        this.database = database;
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

    @ParameterizedTest
    @CsvSource({"true, 1440, LIGHT", "false, 1440, DARK", "true, 390, DARK", "false, 390, LIGHT"})
    void makesATokenShowsItOnceAndRevokesIt(boolean scripts, int width, ColorScheme scheme) {
        database.sql("DELETE FROM api_token").update();
        try (var context = context(scripts, width, scheme)) {
            var page = signedIn(context);
            page.navigate(origin() + "/settings/tokens");
            assertThat(Axe.violations(page, scripts)).isEmpty();
            page.fill("#name", "Backup");
            page.fill("#addresses", "somewhere");
            page.locator(".token-form .btn.go").click();
            PlaywrightAssertions.assertThat(page.locator("[role=alert]#problem"))
                    .containsText("looks like 192.0.2.0/24");
            PlaywrightAssertions.assertThat(page.locator("#name")).hasValue("Backup");
            page.locator(".token-form .btn.go").scrollIntoViewIfNeeded();
            picture(page, "form", scheme, width);

            page.fill("#addresses", "127.0.0.0/8 ::1");
            page.locator("[name=scopes][value='account.manage']").check();
            page.locator(".token-form .btn.go").click();
            PlaywrightAssertions.assertThat(page.locator("#made")).hasText("Backup is made");
            var secret = page.locator("#secret").inputValue();
            assertThat(page.locator("#curl").inputValue())
                    .contains("Bearer " + secret)
                    .contains(origin());
            assertThat(Axe.violations(page, scripts)).isEmpty();
            assertFits(page, width);
            picture(page, "made", scheme, width);
            try (var program = Program.withToken(port, secret)) {
                assertThat(program.get("/api/v1/session").status()).isEqualTo(200);
            }

            page.navigate(origin() + "/settings/tokens");
            assertThat(page.content()).doesNotContain(secret);
            PlaywrightAssertions.assertThat(page.locator(".tokens li")).containsText("from 127.0.0.1");
            page.locator(".tokens .btn").click();
            PlaywrightAssertions.assertThat(page.locator("#revoke")).hasText("Revoke Backup?");
            assertThat(Axe.violations(page, scripts)).isEmpty();
            picture(page, "revoke", scheme, width);
            page.locator(".btn.danger").click();
            PlaywrightAssertions.assertThat(page.locator("[role=status].told")).containsText("Backup is revoked");
            try (var program = Program.withToken(port, secret)) {
                assertThat(program.get("/api/v1/session").status()).isEqualTo(401);
            }

            readTheLog(page, scripts, width, scheme);
        }
    }

    private void readTheLog(Page page, boolean scripts, int width, ColorScheme scheme) {
        page.navigate(origin() + "/settings/log");
        PlaywrightAssertions.assertThat(page.locator(".audit li").first()).containsText("Revoked a token");
        assertThat(Axe.violations(page, scripts)).isEmpty();
        assertFits(page, width);
        picture(page, "log", scheme, width);
        page.locator(".pills a:has-text('Tokens')").click();
        PlaywrightAssertions.assertThat(page.locator(".pills [aria-current]")).hasText("Tokens");
        page.navigate(origin() + "/settings/log");
        page.locator("a[href='/admin/log']").click();
        page.fill("[name=who]", "robin@vale.example");
        page.press("[name=who]", "Enter");
        PlaywrightAssertions.assertThat(page.locator(".audit .by").first()).containsText("robin@vale.example");
        assertThat(Axe.violations(page, scripts)).isEmpty();
        assertFits(page, width);
        picture(page, "admin", scheme, width);
    }

    @Test
    void tellsAWrongTickFromAFreshForm() {
        try (var context = context(false, 390, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            page.navigate(origin() + "/settings/tokens");
            page.fill("#name", "Nothing");
            page.locator("[name=scopes][value='mail.read']").uncheck();
            page.locator(".token-form .btn.go").click();

            PlaywrightAssertions.assertThat(page.locator("#problem")).hasText("A token needs at least one scope.");
            assertThat(page.locator("[name=scopes]:checked").count()).isZero();
        }
    }

    private static void assertFits(Page page, int width) {
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    }

    private static void picture(Page page, String name, ColorScheme scheme, int width) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/pictures/tokens-" + name + "-" + scheme + "-" + width + ".png")));
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
        var context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
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
