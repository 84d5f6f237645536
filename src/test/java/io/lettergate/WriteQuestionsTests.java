package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Accounts;
import io.lettergate.net.TrustedEndpoints;
import io.lettergate.sending.uploads.Uploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the sheet asks before it sends, without scripts, and for how long it can be taken back. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class WriteQuestionsTests {

    private static final Path DATA = fresh();

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
    private final Accounts accounts;
    private final Uploads uploads;
    private final ScriptedSmtpServer server = new ScriptedSmtpServer();
    private Program program;
    private Surfer surfer;
    private String account;

    WriteQuestionsTests(@Autowired JdbcClient database, @Autowired Accounts accounts, @Autowired Uploads uploads) {
        this.database = database;
        this.accounts = accounts;
        this.uploads = uploads;
    }

    @DynamicPropertySource
    static void data(DynamicPropertyRegistry registry) {
        registry.add("lettergate.data", DATA::toString);
    }

    private static Path fresh() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target/test-data")), "questions");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @BeforeAll
    void arrive() {
        program = Program.withPassword(port, "robin@vale.example", "demo");
        account = program.get("/api/v1/accounts").json().at("/items/0/id").asString();
        database.sql("""
                        INSERT INTO outgoing_server (account_id, user_name, host, port, encryption)
                        VALUES (?, 'robin', '127.0.0.1', ?, 'NONE')
                        ON CONFLICT (account_id) DO UPDATE SET host = excluded.host, port = excluded.port""").params(account, server.port()).update();
        surfer = new Surfer(port, "198.51.100.7");
        assertThat(surfer.signIn("robin@vale.example", "demo").statusCode()).isEqualTo(302);
    }

    @AfterAll
    void leave() throws IOException {
        program.close();
        surfer.close();
        server.close();
    }

    private Document page(String path) {
        var answer = surfer.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    /** The page that a form leads to. */
    private Document led(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        var location = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return page(location.getRawPath() + (location.getRawQuery() == null ? "" : "?" + location.getRawQuery()));
    }

    private HttpResponse<String> write(String... fields) {
        var all = new ArrayList<>(List.of("account", account, "to", "ada@vale.example"));
        all.addAll(List.of(fields));
        return surfer.post("/write", "/write", all.toArray(String[]::new));
    }

    /** The form as the page shows it, sent again. */
    private HttpResponse<String> again(Document sheet, String... fields) {
        var all = new ArrayList<String>();
        for (var name : List.of("draft", "version", "subject", "sure")) {
            all.addAll(List.of(
                    name, sheet.select("#write input[name=" + name + "]").attr("value")));
        }
        all.addAll(List.of("text", sheet.select("#text").text()));
        all.addAll(List.of(fields));
        return write(all.toArray(String[]::new));
    }

    private long submissions() {
        return program.get("/api/v1/accounts/" + account + "/submissions")
                .json()
                .path("items")
                .size();
    }

    @Test
    void whatMayBeForgottenIsAskedOnce() {
        var before = submissions();
        var id = UUID.randomUUID().toString();

        var asked = write("draft", id, "text", "The plan is attached.", "act", "send");
        assertThat(asked.statusCode()).isEqualTo(200);
        var sheet = Jsoup.parse(asked.body());
        assertThat(sheet.select("#write-asked").text())
                .contains("The subject is empty.", "nothing is", "Press Send again");
        assertThat(submissions()).isEqualTo(before);

        var list = led(again(sheet, "act", "send"));

        assertThat(list.select("#way").text()).contains("Sending in");
        assertThat(submissions()).isEqualTo(before + 1);
    }

    @Test
    void theTimeOfOnesOwnStaysWhereSomethingIsAsked() {
        var asked =
                write("draft", UUID.randomUUID().toString(), "text", "Hello", "act", "later", "at", "2037-05-01T08:30");

        assertThat(Jsoup.parse(asked.body()).select("#at").attr("value")).isEqualTo("2037-05-01T08:30");
    }

    @Test
    void whatOthersWroteIsNoForgottenFile() {
        var sent = write(
                "draft",
                UUID.randomUUID().toString(),
                "subject",
                "Re: Plan",
                "text",
                "Thanks\r\n> The plan is attached.\r\n",
                "act",
                "send");

        assertThat(led(sent).select("#way").text()).contains("Sending in");
    }

    @Test
    void nothingIsSentWithoutAFileThatIsGone() {
        var before = submissions();
        var owner = accounts.find(new AccountId(UUID.fromString(account))).orElseThrow();
        var file = uploads.store(owner, "plan.txt", "text/plain", false, new ByteArrayInputStream(new byte[7]))
                .id();
        uploads.remove(owner, file);

        var told = write(
                "draft",
                UUID.randomUUID().toString(),
                "subject",
                "Plan",
                "text",
                "Hello",
                "upload",
                file,
                "act",
                "send");

        assertThat(Jsoup.parse(told.body()).select("#write-problem").text()).contains("attach it again");
        assertThat(submissions()).isEqualTo(before);
    }

    @Test
    void theUndoWindowIsChosenOnceForAllDevices() {
        var kept = led(surfer.post("/settings/identities", "/settings/identities/undo", "seconds", "30"));
        assertThat(kept.select("#undo-seconds option[selected]").attr("value")).isEqualTo("30");

        var list =
                led(write("draft", UUID.randomUUID().toString(), "subject", "Thirty", "text", "Hello", "act", "send"));

        assertThat(list.select("#way").text()).containsPattern("Sending in (30|2[0-9]) s");
        assertThat(list.select("#undo")).hasSize(1);
        surfer.post("/settings/identities", "/settings/identities/undo", "seconds", "10");
    }

    @Test
    void noOtherUndoWindowIsKept() {
        for (var seconds : List.of("7", "-1", "x", "")) {
            var told = led(surfer.post("/settings/identities", "/settings/identities/undo", "seconds", seconds));

            assertThat(told.select(".problem").text()).as(seconds).contains("choose one of the times");
        }
    }

    @Test
    void aDraftGoesAlongToAnotherAccountWithItsFiles() {
        var other = program.get("/api/v1/accounts").json().at("/items/1/id").asString();
        var owner = accounts.find(new AccountId(UUID.fromString(account))).orElseThrow();
        var file = uploads.store(owner, "plan.txt", "text/plain", false, new ByteArrayInputStream(new byte[7]))
                .id();

        var moved = surfer.post(
                "/write",
                "/write",
                "account",
                account,
                "identity",
                other + "/" + other,
                "subject",
                "Elsewhere",
                "to",
                "ada@vale.example",
                "upload",
                file,
                "act",
                "save",
                "draft",
                "2d0e7a52-3f0a-4c1e-9a1e-2f7d3c1b5a62");

        var sheet = led(moved);
        assertThat(sheet.select("input[name=account]").attr("value")).isEqualTo(other);
        assertThat(sheet.select("#subject-line").attr("value")).isEqualTo("Elsewhere");
        assertThat(sheet.select("#write-files b").text()).isEqualTo("plan.txt");
        assertThat(program.get("/api/v1/accounts/" + account + "/drafts").json().toString())
                .doesNotContain("Elsewhere");
    }
}
