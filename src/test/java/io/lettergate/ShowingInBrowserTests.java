package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Somebody reads letters of HTML and of text: on wide and narrow screens, in light and dark, with scripts and without. */
@Needs(Needs.Need.CHROMIUM)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"lettergate.data=target/test-data/showing", "lettergate.demo.enabled=false"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class ShowingInBrowserTests {

    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private static final String TEXT = """
            Good morning,

            the *new* timetable is at https://harbour.example/times (from Monday).

            > Where is the timetable?
            > The old one hangs at the pier,
            > and somebody has drawn a whale on it,
            > which I like,
            > but the whale covers Sunday.
            >> A whale?

            مرحبا، هذا سطر بالعربية.

            --\s
            Maya
            """;

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    /** HTML with a picture in it and one that it does not use, words to look at, dates, and a message within. */
    private static final String BUNDLE = """
            --o
            Content-Type: multipart/related; boundary=r

            --r
            Content-Type: text/html; charset=utf-8

            <p>Look: <img src="cid:boat@harbour.example" alt="A boat"></p>
            --r
            Content-Type: image/png; name=boat.png
            Content-ID: <boat@harbour.example>
            Content-Disposition: inline
            Content-Transfer-Encoding: base64

            PIXEL
            --r
            Content-Type: image/png; name=spare.png
            Content-ID: <spare@harbour.example>
            Content-Disposition: inline
            Content-Transfer-Encoding: base64

            PIXEL
            --r--
            --o
            Content-Type: text/plain; name=notes.txt
            Content-Disposition: attachment; filename=notes.txt

            Bring the blue rope.
            --o
            Content-Type: text/calendar; charset=utf-8; method=PUBLISH

            BEGIN:VCALENDAR
            VERSION:2.0
            METHOD:PUBLISH
            BEGIN:VEVENT
            UID:1
            DTSTART:20261124T090000Z
            SUMMARY:Round
            RRULE:FREQ=WEEKLY
            END:VEVENT
            BEGIN:VEVENT
            UID:1
            RECURRENCE-ID:20261201T090000Z
            DTSTART:20261202T090000Z
            LOCATION:Room 3
            END:VEVENT
            BEGIN:VEVENT
            UID:2
            DTSTART:20261125T090000Z
            SUMMARY:Soup
            END:VEVENT
            END:VCALENDAR
            --o
            Content-Type: message/rfc822; name=inner.eml

            From: Maya <maya@harbour.example>
            Subject: Within
            MIME-Version: 1.0
            Content-Type: text/html; charset=utf-8

            <p>Good morning from within.</p>
            --o--
            """.replace("PIXEL", PIXEL);

    private static final List<String> BESIDE = List.of("source", "headers", "plain", "view/2", "view/1.2");

    @LocalServerPort
    private int port;

    private Chromium chromium;

    @DynamicPropertySource
    static void domain(DynamicPropertyRegistry registry) {
        MAIL.start();
        MAIL.setUser("ada@shown.example", "ada@shown.example", "secret");
        Served.by(registry, 0, "shown.example", MAIL.getImap().getPort(), "NONE");
    }

    @BeforeAll
    void open() throws Exception {
        var letter = Files.readString(Path.of("src/test/resources/newsletters/01-harbour-weekly.html"))
                .replace(
                        "</body>",
                        "<img src='https://pictures.example/a.png' alt='A boat'>"
                                + "<img src='https://pictures.example/t.gif' width=1 height=1></body>");
        deliver("Newsletter", "text/html", letter);
        deliver("Words", "text/plain", TEXT);
        file("Bundle", "multipart/mixed; boundary=o", BUNDLE);
        chromium = Chromium.open();
    }

    private static void deliver(String subject, String type, String body) throws Exception {
        file(subject, type + "; charset=utf-8", body);
    }

    private static void file(String subject, String type, String body) throws Exception {
        var source = "From: Harbour <news@harbour.example>\r\nTo: ada@shown.example\r\nSubject: " + subject
                + "\r\nMIME-Version: 1.0\r\nContent-Type: " + type + "\r\n\r\n" + body + "\r\n";
        MAIL.getUserManager()
                .getUser("ada@shown.example")
                .deliver(new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8))));
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
        MAIL.stop();
    }

    @ParameterizedTest
    @CsvSource({"true, 1440, LIGHT", "true, 1440, DARK", "true, 390, LIGHT", "true, 390, DARK", "false, 1440, LIGHT"})
    void saysWhatIsHeldBackAndShowsIt(boolean scripts, int width, ColorScheme scheme) {
        try (var context = chromium.context(scripts, width, scheme, 60_000)) {
            var page = signedIn(context);
            page.locator(".row .what a:has-text('Newsletter')").first().click();
            PlaywrightAssertions.assertThat(page.locator(".held").first())
                    .containsText("1 image and 1 tracker held back");
            PlaywrightAssertions.assertThat(page.frameLocator("iframe.sheet").locator("h1"))
                    .hasText("Harbour weekly");
            assertThat(page.locator("#colours").isVisible()).isEqualTo(scheme == ColorScheme.DARK);
            if (scripts) {
                assertThat(Axe.violationsOutsideFrames(page)).isEmpty();
            }
            keep(page, "newsletter-" + width + "-" + scheme);

            if (scheme == ColorScheme.DARK) {
                page.locator("#colours").click();
                PlaywrightAssertions.assertThat(page.locator(".held.dark-only")).containsText("the sender’s colours");
                keep(page, "newsletter-own-" + width);
            }
            page.locator("#show-once").click();
            PlaywrightAssertions.assertThat(page.locator("#show-once")).hasCount(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1440, LIGHT", "true, 390, DARK", "false, 1440, DARK"})
    void foldsQuotesOfPlainText(boolean scripts, int width, ColorScheme scheme) {
        try (var context = chromium.context(scripts, width, scheme, 60_000)) {
            var page = signedIn(context);
            page.locator(".row .what a:has-text('Words')").first().click();
            PlaywrightAssertions.assertThat(page.locator(".body summary")).hasText("6 quoted lines");
            PlaywrightAssertions.assertThat(page.locator(".body")).containsText("the *new* timetable");
            keep(page, "words-" + width + "-" + scheme);

            page.locator(".body summary").click();

            PlaywrightAssertions.assertThat(page.locator(".body blockquote").first())
                    .containsText("drawn a whale");
            if (scripts) {
                assertThat(Axe.violations(page)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1440, LIGHT", "true, 1440, DARK", "true, 390, LIGHT", "true, 390, DARK", "false, 390, DARK"})
    void tellsFilesFromPicturesAndOpensWhatIsWithin(boolean scripts, int width, ColorScheme scheme) {
        try (var context = chromium.context(scripts, width, scheme, 60_000)) {
            var page = signedIn(context);
            openBundle(page);
            var files = PlaywrightAssertions.assertThat(page.locator(".letter > .files"));
            files.containsText("spare.png");
            files.containsText("notes.txt");
            files.not().containsText("boat.png");
            PlaywrightAssertions.assertThat(page.locator(".event")).hasCount(2);
            page.locator("summary:has-text('1 picture in the letter')").click();
            PlaywrightAssertions.assertThat(page.locator("details[open] .files"))
                    .containsText("boat.png");
            page.locator("summary:has-text('1 of its times is different')").click();
            PlaywrightAssertions.assertThat(page.locator(".event").first()).containsText("Room 3");
            assertThat(scripts ? Axe.violationsOutsideFrames(page) : List.of()).isEmpty();
            keep(page, "bundle-" + width + "-" + scheme);

            page.locator(".within a").first().click();
            PlaywrightAssertions.assertThat(
                            page.frameLocator("#inner iframe.sheet").locator("p"))
                    .hasText("Good morning from within.");
            page.locator("#inner").scrollIntoViewIfNeeded();
            keep(page, "within-" + width + "-" + scheme);
            assertThat(scripts ? Axe.violationsOutsideFrames(page) : List.of()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1440, LIGHT", "true, 1440, DARK", "true, 390, LIGHT", "true, 390, DARK", "false, 1440, DARK"})
    void everyoneCanUseThePagesBesideTheLetter(boolean ourScripts, int width, ColorScheme scheme) {
        try (var context = chromium.context(true, width, scheme, 60_000)) {
            if (!ourScripts) {
                context.route("**/*.js", route -> route.abort());
            }
            var page = signedIn(context);
            openBundle(page);
            var base = page.url().replaceAll("(http://[^/]+)/.*", "$1")
                    + page.locator(".details a[href$='/print']")
                            .first()
                            .getAttribute("href")
                            .replace("/print", "");
            for (var part : BESIDE) {
                page.navigate(base + "/" + part);
                assertThat(Axe.violations(page)).as(part).isEmpty();
            }

            // Its fence lets no script run, so that the checker needs a place outside.
            var printed = context.request().get(base + "/print");
            page.navigate("about:blank");
            page.setContent(printed.text());
            assertThat(page.locator("h1").textContent()).isEqualTo("Bundle");
            assertThat(Axe.violations(page)).as("print").isEmpty();
        }
    }

    private static void openBundle(Page page) {
        page.locator(".row .what a:has-text('Bundle')").first().click();
        PlaywrightAssertions.assertThat(page.locator(".letter > .files")).containsText("notes.txt");
    }

    private Page signedIn(BrowserContext context) {
        var page = context.newPage();
        page.navigate("http://127.0.0.1:" + port + "/login");
        page.fill("[name=address]", "ada@shown.example");
        page.fill("[name=password]", "secret");
        page.press("[name=password]", "Enter");
        page.waitForURL(Pattern.compile("/mail/"));
        return page;
    }

    /** For a person to look at, where somebody asks for that. */
    private static void keep(Page page, String name) {
        var folder = System.getProperty("lettergate.shots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
        }
    }
}
