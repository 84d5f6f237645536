package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.lettergate.net.TrustedEndpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody looks into the outbox, takes back, and decides, in a real browser, with and without scripts. */
@Needs(Needs.Need.CHROMIUM)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class OutboxPagesTests {

    private static final String MESSAGE =
            "From: Robin <robin@vale.example>\r\nTo: ada@vale.example, bob@vale.example\r\nSubject: %s\r\n\r\nHello\r\n";

    /** Every server of the test is one that the operator named. */
    @TestConfiguration
    static class Parts {

        @Bean
        TrustedEndpoints everything() {
            return (host, port) -> true;
        }
    }

    @LocalServerPort
    private int port;

    private final JdbcClient database;
    private Chromium chromium;
    private ScriptedSmtpServer server;

    OutboxPagesTests(@Autowired JdbcClient database) {
        this.database = database;
    }

    @BeforeAll
    void open() {
        chromium = Chromium.open();
        server = new ScriptedSmtpServer();
    }

    @AfterAll
    void close() throws IOException {
        database.sql("DELETE FROM outgoing_server").update();
        database.sql("DELETE FROM submission").update();
        if (chromium != null) {
            chromium.close();
        }
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"true, 1440, LIGHT", "false, 1440, DARK", "true, 390, DARK", "false, 390, LIGHT"})
    void showsWhatBecameOfMail(boolean scripts, int width, ColorScheme scheme) {
        database.sql("DELETE FROM submission").update();
        server.answering("RCPT TO:<bob", "550 5.1.1 There is no Bob here");
        server.answering("RCPT TO:<ada", "550 5.1.1 There is no Ada either");
        try (var robin = Program.withPassword(port, "robin@vale.example", "demo");
                var context = chromium.context(scripts, width, scheme, 20_000)) {
            var account = robin.get("/api/v1/accounts").json().at("/items/0/id").asString();
            by(account);
            var at = "/api/v1/accounts/" + account + "/submissions";
            var failed = robin.call("POST", at, MESSAGE.formatted("Refused"));
            assertThat(failed.status()).isEqualTo(202);
            robin.call("POST", at + "?undoSeconds=600", MESSAGE.formatted("Later"));
            var page = signedIn(context);
            page.navigate(origin() + "/outbox");
            for (int looks = 0; looks < 100 && page.locator("#g-needs").count() == 0; looks++) {
                page.waitForTimeout(100);
                page.reload();
            }

            PlaywrightAssertions.assertThat(page.locator("#g-needs + ul")).containsText("There is no Bob here");
            PlaywrightAssertions.assertThat(page.locator("#g-scheduled + ul")).containsText("Later");
            assertFine(page, scripts, width, "list", scheme);
            page.locator("#g-scheduled + ul form[action$='/cancel'] .btn").click();
            PlaywrightAssertions.assertThat(page.locator("[role=status].told")).containsText("It is not sent");
            PlaywrightAssertions.assertThat(page.locator("#g-done + ul")).containsText("Taken back");

            database.sql("UPDATE submission SET state = 'uncertain' WHERE subject = 'Refused'")
                    .update();
            page.navigate(origin() + "/outbox");
            page.locator("#g-needs + ul a.btn").click();
            PlaywrightAssertions.assertThat(page.locator("#title")).hasText("Send it again?");
            assertFine(page, scripts, width, "ask", scheme);

            page.navigate(origin() + "/accounts/" + account + "/outgoing");
            assertFine(page, scripts, width, "outgoing", scheme);
            page.fill("[name=host]", "smtp.nowhere.example");
            page.locator("form.fields .btn.go").click();
            PlaywrightAssertions.assertThat(page.locator("#problem")).isVisible();
            PlaywrightAssertions.assertThat(page.locator("[name=host]")).hasValue("smtp.nowhere.example");
        }
    }

    /** Sends by the scripted server from now on. */
    private void by(String account) {
        database.sql("""
                        INSERT INTO outgoing_server (account_id, user_name, host, port, encryption)
                        VALUES (?, 'robin', '127.0.0.1', ?, 'NONE')
                        ON CONFLICT (account_id) DO UPDATE SET host = excluded.host, port = excluded.port""").params(account, server.port()).update();
    }

    private static void assertFine(Page page, boolean scripts, int width, String name, ColorScheme scheme) {
        assertThat(Axe.violations(page, scripts)).isEmpty();
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/pictures/outbox-" + name + "-" + scheme + "-" + width + ".png")));
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

    private String origin() {
        return "http://127.0.0.1:" + port;
    }
}
