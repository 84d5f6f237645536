package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Password;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody writes, in a real browser, with and without scripts. */
@Needs(Needs.Need.CHROMIUM)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class ComposeTests {

    private static final int PATIENCE = 40_000;
    private static final int MOST_NODES = 280;
    private static final int LARGE = 25 << 20;

    @LocalServerPort
    private int port;

    private final Accounts accounts;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private Chromium chromium;

    ComposeTests(@Autowired Accounts accounts, @Autowired Mailboxes mailboxes, @Autowired Messages messages) {
        this.accounts = accounts;
        this.mailboxes = mailboxes;
        this.messages = messages;
    }

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

    @ParameterizedTest
    @CsvSource({"true, 1440, LIGHT", "true, 390, DARK", "false, 390, LIGHT", "false, 1440, DARK"})
    void theSheetIsSmallAndFitForEverybody(boolean scripts, int width, ColorScheme scheme) {
        try (var context = context(scripts, width, scheme)) {
            var page = signedIn(context);
            page.navigate(origin() + "/write?to=Ada%20%3Cada@example.org%3E&subject=Boats&body=At%20noon%3F");

            PlaywrightAssertions.assertThat(page.locator("#subject-line")).hasValue("Boats");
            assertThat(page.locator("#text").inputValue()).startsWith("At noon?");
            assertThat(Axe.violations(page, scripts)).isEmpty();
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
            assertThat((int) page.evaluate("document.querySelectorAll('*').length"))
                    .isLessThanOrEqualTo(MOST_NODES);
            picture(page, "write-" + scripts + "-" + scheme + "-" + width);
            page.locator(".later summary").click();
            PlaywrightAssertions.assertThat(page.locator(".later .item").first())
                    .containsText("In an hour");
            assertThat(Axe.violations(page, scripts)).isEmpty();
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
            picture(page, "later-" + scripts + "-" + scheme + "-" + width);
        }
    }

    @Test
    void withoutScriptsAMessageIsWrittenWithAFileAndSent() {
        try (var context = context(false, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            page.navigate(origin() + "/write?to=ada@example.org&subject=Plain");
            page.fill("#text", "Hello");
            page.setInputFiles("input[type=file]", new FilePayload("plän.pdf", "application/pdf", new byte[3_000_000]));
            page.locator(".unscripted").click();
            PlaywrightAssertions.assertThat(page.locator(".write-files b")).hasText("plän.pdf");
            PlaywrightAssertions.assertThat(page.locator("#text")).hasValue(Pattern.compile("Hello[\\s\\S]*"));

            page.locator(".write-foot [value=send]").click();

            PlaywrightAssertions.assertThat(page.locator("#strip")).containsText("Sending");
            page.locator("#undo").click();
            PlaywrightAssertions.assertThat(page.locator("#subject-line")).hasValue("Plain");
            PlaywrightAssertions.assertThat(page.locator(".write-files b")).hasText("plän.pdf");
        }
    }

    @Test
    void whatIsWrittenIsSavedAndAmongTheDrafts() {
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            page.navigate(origin() + "/write?subject=Saved%20while%20writing");
            page.locator("#to").pressSequentially("Ada <ada@example.org>,bob@example.org,nonsense,");
            PlaywrightAssertions.assertThat(page.locator(".chip")).hasCount(3);
            PlaywrightAssertions.assertThat(page.locator(".chip.wrong")).hasText(Pattern.compile("nonsense.*"));
            page.locator("#to").press("Backspace");
            PlaywrightAssertions.assertThat(page.locator(".chip")).hasCount(2);
            page.locator("#to").fill("");
            page.locator("#text").pressSequentially("Words");

            PlaywrightAssertions.assertThat(page.locator("#write-state")).containsText("Saved");

            assertThat(subjectsIn(MailboxRole.DRAFTS)).contains("Saved while writing");
        }
    }

    @Test
    void anAnswerQuotesAndForgottenFilesAreAskedFor() {
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            page.locator(".row .what a").first().click();
            page.locator("#reply").click();
            PlaywrightAssertions.assertThat(page.locator(".rich, #text:not([hidden])"))
                    .isFocused();
            page.keyboard().type("See the attached plan.");

            page.keyboard().press("Control+Enter");

            PlaywrightAssertions.assertThat(page.locator("#write-hint")).containsText("nothing is");
            page.keyboard().press("Control+Enter");
            PlaywrightAssertions.assertThat(page.locator("#strip")).containsText("Sending");
        }
    }

    @Test
    void aLargeFileIsHandedOverWithProgressAndOneTooLargeIsTold(@TempDir Path directory) throws IOException {
        var large = Files.write(directory.resolve("large.zip"), new byte[LARGE]);
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            page.navigate(origin() + "/write?subject=Large");
            var held = new ArrayList<Route>();
            page.route("**/uploads/*", route -> {
                if (held.isEmpty()) {
                    held.add(route);
                } else {
                    route.resume();
                }
            });
            page.setInputFiles("input[type=file]", large);
            PlaywrightAssertions.assertThat(page.locator("#write-files progress"))
                    .isVisible();
            PlaywrightAssertions.assertThat(page.locator("#write-files button")).hasText("Cancel");

            page.waitForCondition(() -> !held.isEmpty());
            held.getFirst().resume();

            PlaywrightAssertions.assertThat(page.locator("#write-files input[name=upload]"))
                    .hasCount(1);
            PlaywrightAssertions.assertThat(page.locator("#write-files progress"))
                    .hasCount(0);
            PlaywrightAssertions.assertThat(page.locator("#write-files small")).hasText("25.0 MB");
            page.evaluate(
                    "const d = new DataTransfer(); d.items.add(new File([new ArrayBuffer(60 * 1048576)], 'huge.bin'));"
                            + "document.querySelector('write-sheet').dispatchEvent("
                            + "new DragEvent('drop', {dataTransfer: d, bubbles: true, cancelable: true}))");
            PlaywrightAssertions.assertThat(page.locator("#write-hint")).containsText("no more than 50 MB");
        }
    }

    @Test
    void withoutAConnectionTheWordsAreKept() {
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            page.navigate(origin() + "/write?subject=Offline");
            context.setOffline(true);
            page.locator("#text").pressSequentially("Written in a tunnel");
            PlaywrightAssertions.assertThat(page.locator("#write-state")).containsText("No connection");
            page.locator(".write-foot [value=send]").click();
            PlaywrightAssertions.assertThat(page.locator("#text"))
                    .hasValue(Pattern.compile("Written in a tunnel[\\s\\S]*"));

            context.setOffline(false);

            PlaywrightAssertions.assertThat(page.locator("#write-state")).containsText("Saved");
        }
    }

    @Test
    void theStripSaysWhenAMessageIsSent() {
        try (var context = context(true, 1440, ColorScheme.LIGHT)) {
            var page = signedIn(context);
            page.navigate(origin() + "/write?to=robin@vale.example&subject=To%20myself");
            page.locator("#text").fill("Hello");

            page.locator(".write-foot [value=send]").click();

            PlaywrightAssertions.assertThat(page.locator("#way")).containsText("Sending");
            picture(page, "strip-sending");
            PlaywrightAssertions.assertThat(page.locator("#way")).hasText("Sent");
            PlaywrightAssertions.assertThat(page.locator("#undo")).hasCount(0);
            assertThat(Axe.violationsOutsideFrames(page)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1440, DARK", "false, 390, LIGHT"})
    void aMessageIsSentLaterAndNotAtAll(boolean scripts, int width, ColorScheme scheme) {
        try (var context = context(scripts, width, scheme)) {
            var page = signedIn(context);
            var subject = "Later " + scripts;
            page.navigate(origin() + "/write?to=ada@example.org&subject=" + subject.replace(" ", "%20"));
            page.locator("#text").fill("Not now");
            page.locator(".later summary").click();

            page.locator(".later .item:has-text('Tomorrow')").click();

            PlaywrightAssertions.assertThat(page.locator("#way")).containsText("It is sent on");
            page.navigate(origin() + "/outbox");
            var line = page.locator("#g-scheduled + ul > li:has-text('" + subject + "')");
            PlaywrightAssertions.assertThat(line).hasCount(1);
            picture(page, "outbox-later-" + scheme + "-" + width);
            line.locator("form[action$='/edit'] button").click();
            PlaywrightAssertions.assertThat(page.locator("#subject-line")).hasValue(subject);
            page.locator(".write-foot [value=discard]").click();
            page.navigate(origin() + "/outbox");
            PlaywrightAssertions.assertThat(line).hasCount(0);
        }
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/pictures/" + name + ".png")));
    }

    private List<String> subjectsIn(MailboxRole role) {
        var account = accounts.signIn("robin@vale.example", new Password("demo"));
        var mailbox = mailboxes.withRole(account, role).orElseThrow();
        return messages.list(account, mailbox, MessageQuery.newest(20)).messages().stream()
                .map(row -> row.envelope().subject())
                .toList();
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
