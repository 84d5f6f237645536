package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody writes with style, keeps templates, and answers what messages ask for, in a real browser. */
@Needs(Needs.Need.CHROMIUM)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "lettergate.data=target/test-data/editor")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class EditorTests {

    private static final int PATIENCE = 40_000;
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @LocalServerPort
    private int port;

    private Chromium chromium;

    @BeforeAll
    void open() {
        chromium = Chromium.open();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void linksAreMadeChangedAndTakenAway() {
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            page.navigate(origin() + "/write?subject=Links");
            page.locator("[data-mark=b]").click();
            page.keyboard().type("Harbour");
            page.keyboard().press("Control+A");
            page.keyboard().press("Control+K");
            page.locator(".link-bar input").fill("javascript:alert(1)");
            page.keyboard().press("Enter");
            PlaywrightAssertions.assertThat(page.locator("#write-hint")).containsText("A link begins with");
            page.locator(".link-bar input").fill("boats.example/harbour");
            assertThat(Axe.violations(page, true)).isEmpty();
            picture(page, "link");
            page.keyboard().press("Enter");
            var link = page.locator(".rich a");
            PlaywrightAssertions.assertThat(link).hasAttribute("href", "https://boats.example/harbour");
            PlaywrightAssertions.assertThat(link).hasText("Harbour");
            PlaywrightAssertions.assertThat(page.locator("#write-state")).containsText("Saved");

            link.click();
            page.locator("[data-mark=a]").click();
            PlaywrightAssertions.assertThat(page.locator(".link-bar input")).hasValue("https://boats.example/harbour");
            page.locator(".link-bar button").last().click();

            PlaywrightAssertions.assertThat(link).hasCount(0);
            PlaywrightAssertions.assertThat(page.locator(".rich")).hasText("Harbour");
        }
    }

    @Test
    void aPictureThatIsDroppedOntoTheTextStandsInIt() {
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            page.navigate(origin() + "/write?subject=Dropped");
            page.locator("[data-mark=b]").click();
            page.keyboard().type("Look: ");
            page.evaluate("const d = new DataTransfer();"
                    + "d.items.add(new File([Uint8Array.from(atob('" + PIXEL + "'), c => c.charCodeAt(0))],"
                    + " 'pixel.png', {type: 'image/png'}));"
                    + "const r = document.querySelector('.rich').getBoundingClientRect();"
                    + "document.querySelector('.rich').dispatchEvent(new DragEvent('drop', {dataTransfer: d,"
                    + " clientX: r.x + 5, clientY: r.y + 25, bubbles: true, cancelable: true}))");

            PlaywrightAssertions.assertThat(page.locator(".rich img[src^='/write/files/']"))
                    .hasCount(1);
            PlaywrightAssertions.assertThat(page.locator("#write-files li")).hasCount(0);
        }
    }

    @Test
    void anEmptySubjectIsAskedAboutOnce() {
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            page.navigate(origin() + "/write?to=robin@vale.example");
            page.locator("#text").fill("Hello");

            page.locator(".write-foot [value=send]").click();

            PlaywrightAssertions.assertThat(page.locator("#write-hint")).containsText("The subject is empty.");
            page.locator(".write-foot [value=send]").click();
            PlaywrightAssertions.assertThat(page.locator("#strip")).containsText("Sending");
        }
    }

    @Test
    void whatWasWrittenWithStyleSurvivesATabThatLosesItsConnection() {
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            page.navigate(origin() + "/write?to=ada@example.org&subject=Tunnel");
            page.route("**/write/save", Route::abort);
            page.locator("[data-mark=b]").click();
            page.keyboard().type("Bold in a tunnel");
            PlaywrightAssertions.assertThat(page.locator("#write-state")).containsText("No connection");

            page.reload();

            PlaywrightAssertions.assertThat(page.locator(".rich b")).hasText("Bold in a tunnel");
            PlaywrightAssertions.assertThat(page.locator(".chip")).hasText(Pattern.compile("ada@example.org.*"));
            page.unroute("**/write/save");
            PlaywrightAssertions.assertThat(page.locator("#write-state")).containsText("Saved");
        }
    }

    @Test
    void anAnswerWithStyleShowsAPictureThatWasPasted() {
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            page.locator(".row .what a:has-text('Harbour launch plan')").first().click();
            page.locator("#reply").click();
            PlaywrightAssertions.assertThat(page.locator(".rich")).isFocused();
            PlaywrightAssertions.assertThat(page.locator(".rich blockquote.folded"))
                    .hasCount(1);
            page.keyboard().type("Look:");
            page.evaluate("const d = new DataTransfer();"
                    + "d.items.add(new File([Uint8Array.from(atob('" + PIXEL + "'), c => c.charCodeAt(0))],"
                    + " 'pixel.png', {type: 'image/png'}));"
                    + "document.querySelector('.rich').dispatchEvent("
                    + "new ClipboardEvent('paste', {clipboardData: d, bubbles: true, cancelable: true}))");

            PlaywrightAssertions.assertThat(page.locator(".rich img[src^='/write/files/']"))
                    .hasCount(1);

            PlaywrightAssertions.assertThat(page.locator("#write-state")).containsText("Saved");
            assertThat((int) page.evaluate("document.querySelector('.rich img').naturalWidth"))
                    .isEqualTo(1);
            assertThat(Axe.violations(page, true)).isEmpty();
            page.locator(".write-foot [value=send]").click();
            PlaywrightAssertions.assertThat(page.locator("#strip")).containsText("Sending");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1440, LIGHT", "true, 390, DARK", "false, 390, LIGHT", "false, 1440, DARK"})
    void whatAMessageAsksForIsShownAndTemplatesAreKept(boolean scripts, int width, ColorScheme scheme) {
        try (var context = context(scripts, width, scheme)) {
            var page = signedIn(context);
            var name = scripts + "-" + scheme + "-" + width;
            page.locator(".row .what a:has-text('Contract draft')").first().click();
            PlaywrightAssertions.assertThat(page.locator("form.asks button")).hasCount(2);
            assertFine(page, scripts, width, "asks-" + name);
            page.navigate(page.url().replaceFirst("/[^/]*$", "") + "?q=quiet");
            page.locator(".row .what a").first().click();
            page.locator(".held a[href*='/leave']").click();
            PlaywrightAssertions.assertThat(page.locator("#title")).containsText("Leave");
            PlaywrightAssertions.assertThat(page.locator(".prose")).containsText("quietnews.example");
            assertFine(page, scripts, width, "leave-" + name);

            page.navigate(origin() + "/settings/templates");
            if (page.locator("#name-new").isHidden()) {
                page.locator("details:has(#name-new) summary").click();
            }
            page.fill("#name-new", "Thanks " + name);
            page.fill("#text-new", "Many thanks.");
            assertFine(page, scripts, width, "templates-" + name);
            page.locator("form:has(#name-new) .btn.go").click();
            PlaywrightAssertions.assertThat(page.locator(".told")).isVisible();

            page.navigate(origin() + "/write?subject=Templates");
            page.locator(".wishes summary").click();
            page.locator("#template").selectOption("Thanks " + name);
            assertFine(page, scripts, width, "template-" + name);
            page.locator("[value=template]").click();
            PlaywrightAssertions.assertThat(page.locator("#text"))
                    .hasValue(Pattern.compile("[\\s\\S]*Many thanks\\.[\\s\\S]*"));
        }
    }

    private static void assertFine(Page page, boolean scripts, int width, String name) {
        assertThat(scripts ? Axe.violationsOutsideFrames(page) : List.<String>of())
                .isEmpty();
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        picture(page, name);
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/pictures/" + name + ".png")));
    }

    private BrowserContext context(boolean scripts, int width, ColorScheme scheme) {
        return chromium.context(scripts, width, scheme, PATIENCE);
    }

    private String origin() {
        return "http://127.0.0.1:" + port;
    }

    private Page signedIn(BrowserContext context) {
        var page = context.newPage();
        page.navigate(origin() + "/login");
        page.fill("#address", "robin@vale.example");
        page.fill("#password", "demo");
        page.locator("form:has(#password) button[type=submit]").first().click();
        page.waitForURL("**/mail/**");
        return page;
    }
}
