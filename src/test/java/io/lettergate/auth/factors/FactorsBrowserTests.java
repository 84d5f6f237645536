package io.lettergate.auth.factors;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.lettergate.Axe;
import io.lettergate.Chromium;
import io.lettergate.DovecotServer;
import io.lettergate.Needs;
import io.lettergate.Served;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Somebody sets up second factors and signs in with them, in a real browser. */
@Needs({Needs.Need.CHROMIUM, Needs.Need.DOVECOT})
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class FactorsBrowserTests {

    @LocalServerPort
    private int port;

    private Chromium chromium;
    private String user;

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        Served.byDovecot(registry);
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
    void arrive() {
        user = DovecotServer.shared().freshUser();
    }

    @Test
    @DisplayName("R64 a passkey is the second factor, and signs in alone where the device knows its owner")
    void aPasskeyIsMadeAndUsed() {
        try (var context = chromium.context(true, 1440, ColorScheme.LIGHT, 20_000)) {
            var page = withAuthenticator(context);
            signIn(page);
            page.waitForURL(Pattern.compile("/mail/"));
            page.navigate(origin() + "/settings/security");
            look(page, "off", true);
            page.click("text=Add a passkey");
            look(page, "passkey", true);
            page.fill("#name", "My laptop");
            page.click("text=Make the passkey");

            assertThat(page.locator(".recovery li")).hasCount(10);
            look(page, "codes", true);
            page.click("text=I have kept them");
            assertThat(page.locator(".passkeys")).containsText("My laptop");
            look(page, "on", true);

            signOut(page);
            signIn(page);
            assertThat(page).hasURL(Pattern.compile("/login/second$"));
            look(page, "second", true);
            page.click("text=Use a passkey");
            page.waitForURL(Pattern.compile("/mail/"));
            page.navigate(origin() + "/settings/security");
            assertThat(page.locator(".passkeys")).containsText("last used");

            signOut(page);
            look(page, "alone", true);
            page.click("text=Sign in with a passkey");
            page.waitForURL(Pattern.compile("/mail/"));

            page.navigate(origin() + "/settings/security");
            page.click("summary:has-text('Rename')");
            look(page, "rename", true);
            page.fill(".passkeys input[name=name]", "Old laptop");
            page.click("text=Keep this name");
            assertThat(page.locator("[role=status]").first()).hasText("The passkey has its new name.");
            page.click("summary:has-text('Remove')");
            page.click("text=Remove Old laptop");
            assertThat(page.locator("#second")).hasText("Signing in takes the password alone");
            signOut(page);
            signIn(page);
            page.waitForURL(Pattern.compile("/mail/"));
        }
    }

    @Test
    @DisplayName("R64 a passkey that is not there lets nobody in, and says so")
    void withoutThePasskeyNobodyGetsIn() {
        try (var context = chromium.context(true, 390, ColorScheme.DARK, 20_000)) {
            var page = withAuthenticator(context);
            signIn(page);
            page.waitForURL(Pattern.compile("/mail/"));
            page.navigate(origin() + "/settings/security/passkeys/new");
            page.fill("#name", "My phone");
            page.click("text=Make the passkey");
            assertThat(page.locator(".recovery li")).hasCount(10);
            var code = page.locator(".recovery li").first().textContent();

            try (var elsewhere = chromium.context(true, 390, ColorScheme.DARK, 20_000)) {
                var thief = withAuthenticator(elsewhere);
                signIn(thief);
                thief.click("text=Use a passkey");
                assertThat(thief.locator("passkey-step [role=alert]")).containsText("gave no passkey");
                look(thief, "refused", true);
                thief.fill("#code", code);
                thief.click("text=Continue");
                assertThat(thief.locator(".told")).containsText("recovery code");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1440, LIGHT", "false, 1440, DARK", "true, 390, DARK", "false, 390, LIGHT"})
    @DisplayName("R64 the app is set up and used, with and without scripts")
    void anAppIsSetUpAndUsed(boolean scripts, int width, ColorScheme scheme) {
        try (var context = chromium.context(scripts, width, scheme, 20_000)) {
            var page = context.newPage();
            signIn(page);
            page.waitForURL(Pattern.compile("/mail/"));
            page.navigate(origin() + "/settings/security");
            look(page, "before", scripts);
            page.click("button:has-text('Set up an app')");
            assertThat(page.locator("svg.qr path").first()).isVisible();
            look(page, "app", scripts);
            var secret = TotpSecret.of(page.locator("#secret").textContent().replaceAll("\\s", ""));
            page.fill("#code", "000000");
            page.click("text=Switch it on");
            assertThat(page.locator("[role=alert]").first()).containsText("does not belong to this secret");
            look(page, "app-wrong", scripts);
            page.fill("#code", code(secret, 0));
            page.click("text=Switch it on");
            assertThat(page.locator(".recovery li")).hasCount(10);
            var recovery = page.locator(".recovery li").first().textContent();
            look(page, "app-codes", scripts);
            page.click("text=I have kept them");
            look(page, "app-on", scripts);

            signOut(page);
            signIn(page);
            assertThat(page).hasURL(Pattern.compile("/login/second$"));
            page.fill("#code", "000000");
            page.click("text=Continue");
            assertThat(page.locator("[role=alert]").first()).containsText("The code is wrong");
            look(page, "wrong", scripts);
            page.fill("#code", code(secret, 1));
            page.click("text=Continue");
            page.waitForURL(Pattern.compile("/mail/"));
            page.navigate(origin() + "/login/again");
            look(page, "again", scripts);
            page.fill("#code", recovery);
            page.click("text=Continue");
            assertThat(page.locator("#codes + p + p")).hasText("9 are left.");
        }
    }

    /** A device of this page that has a key store and knows its owner (WebDriver, WebAuthn §11). */
    private Page withAuthenticator(BrowserContext context) {
        var page = context.newPage();
        var session = context.newCDPSession(page);
        session.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var arguments = new JsonObject();
        arguments.add("options", options);
        session.send("WebAuthn.addVirtualAuthenticator", arguments);
        return page;
    }

    private static String code(TotpSecret secret, int steps) {
        return secret.code(TotpSecret.stepAt(Clock.systemUTC().instant()) + steps);
    }

    private void signIn(Page page) {
        page.navigate(origin() + "/login");
        page.fill("#address", user);
        page.fill("#password", DovecotServer.PASSWORD);
        page.press("#password", "Enter");
    }

    private void signOut(Page page) {
        page.context().clearCookies();
        page.navigate(origin() + "/login");
    }

    /** Nothing is wider than the page, and nothing is against the rules. */
    private static void look(Page page, String name, boolean scripts) {
        var size = page.viewportSize();
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/pictures/factors-" + name + "-" + size.width + "-" + scripts + ".png")));
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as(name)
                .isLessThanOrEqualTo(size.width);
        assertThat(Axe.violations(page, scripts)).as(name).isEmpty();
    }

    /** A name, as a site that is known by a number can have no passkeys. */
    private String origin() {
        return "http://localhost:" + port;
    }
}
