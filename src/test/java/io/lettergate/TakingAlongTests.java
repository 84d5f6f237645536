package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.lettergate.accounts.Access;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.Password;
import io.lettergate.mailbox.Mailboxes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody copies and saves an account, puts it to rest and removes it, in a real browser, with and without scripts. */
@Needs(Needs.Need.CHROMIUM)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "lettergate.data=target/taking-along")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class TakingAlongTests {

    private static final String SECOND = "robin.vale@post.example";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @LocalServerPort
    private int port;

    private final Accounts accounts;
    private final Linking linking;
    private final Mailboxes mailboxes;
    private Chromium chromium;
    private @Nullable Account second;

    TakingAlongTests(@Autowired Accounts accounts, @Autowired Linking linking, @Autowired Mailboxes mailboxes) {
        this.accounts = accounts;
        this.linking = linking;
        this.mailboxes = mailboxes;
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
    void takesMailAlongAndRemovesTheAccount(boolean scripts, int width, ColorScheme scheme) {
        try (var context = context(scripts, width, scheme)) {
            var page = signedIn(context);
            var account = collected();
            saves(page, account, scripts, scheme, width);
            rests(page, account, scripts, scheme, width);
            goes(page, account, scripts, scheme, width);
        }
    }

    private void saves(Page page, Account account, boolean scripts, ColorScheme scheme, int width) {
        page.navigate(origin() + "/accounts/" + account.id() + "/move");
        assertThat(Axe.violations(page, scripts)).isEmpty();
        page.locator("button:has-text('Show what would be copied')").click();
        PlaywrightAssertions.assertThat(page.locator("#start-copy")).containsText("to robin@vale.example");
        assertThat(Axe.violations(page, scripts)).isEmpty();
        picture(page, "plan", scheme, width);
        page.locator("#start-copy").click();
        awaits(page, scripts, ".work h2:has-text('Copied')");
        page.locator("#start-save").click();
        awaits(page, scripts, ".work h2:has-text('Saved')");
        PlaywrightAssertions.assertThat(page.locator("a[download]")).hasCount(1);
        assertThat(Axe.violations(page, scripts)).isEmpty();
        picture(page, "saved", scheme, width);
        fits(page, width);
    }

    private void rests(Page page, Account account, boolean scripts, ColorScheme scheme, int width) {
        page.navigate(origin() + "/accounts/" + account.id() + "/remove");
        PlaywrightAssertions.assertThat(page.locator(".leave button:visible"))
                .hasText(Pattern.compile("^Keep .*copies"));
        page.locator("#mail-erase").check();
        PlaywrightAssertions.assertThat(page.locator(".leave button:visible"))
                .hasText(Pattern.compile("Remove the account and erase \\d+ copies here"));
        assertThat(Axe.violations(page, scripts)).isEmpty();
        picture(page, "remove", scheme, width);
        fits(page, width);
        page.locator("#mail-keep").check();
        page.locator(".leave button:visible").click();
        PlaywrightAssertions.assertThat(page.locator(".strip").first()).containsText("This account is at rest");
        assertThat(Axe.violations(page, scripts)).isEmpty();
        picture(page, "rest", scheme, width);
        page.navigate(origin() + "/accounts");
        PlaywrightAssertions.assertThat(page.locator(".state.rests")).hasText("At rest");
        assertThat(Axe.violations(page, scripts)).isEmpty();
        picture(page, "list", scheme, width);
    }

    private void goes(Page page, Account account, boolean scripts, ColorScheme scheme, int width) {
        page.navigate(origin() + "/accounts/" + account.id() + "/remove");
        page.locator("#mail-export").check();
        page.locator(".leave button:visible").click();
        awaits(page, scripts, ".told:has-text('The account is removed from here')");
        assertThat(Axe.violations(page, scripts)).isEmpty();
        picture(page, "gone", scheme, width);
        assertThat(accounts.find(account.id())).isEmpty();
        page.navigate(origin() + "/accounts");
        PlaywrightAssertions.assertThat(page.locator(".accounts h2")).hasText("robin@vale.example");
    }

    /** With scripts it shows itself; without, somebody asks again. */
    private static void awaits(Page page, boolean scripts, String what) {
        if (scripts) {
            PlaywrightAssertions.assertThat(page.locator(what).first())
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE.toMillis()));
            return;
        }
        Awaitility.await().atMost(PATIENCE).until(() -> {
            page.reload();
            return page.locator(what).count() > 0;
        });
    }

    /** The second account, with its mail; linked again where an earlier run removed it. */
    private Account collected() {
        var robin = accounts.toSignIn("robin@vale.example").orElseThrow();
        var known = accounts.of(robin.id()).stream()
                .filter(account -> account.address().equals(SECOND))
                .findFirst();
        var before = second;
        var account = known.isPresent() || before == null
                ? known.orElseThrow()
                : linking.link(
                        robin,
                        SECOND,
                        new Access(before.protocol(), before.incoming(), before.userName()),
                        new Password("demo"));
        second = account;
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> mailboxes.all(account).getFirst().messages() > 0);
        return account;
    }

    private static void fits(Page page, int width) {
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    }

    private static void picture(Page page, String name, ColorScheme scheme, int width) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/pictures/moving-" + name + "-" + scheme + "-" + width + ".png")));
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
