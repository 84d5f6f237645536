package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.net.TrustedEndpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
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

/** What the buttons of the sheet do, without scripts: later, elsewhere, with other words, and back again. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class WriteActsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
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
    private final ScriptedSmtpServer server = new ScriptedSmtpServer();
    private Program program;
    private Surfer surfer;
    private String account;

    WriteActsTests(@Autowired JdbcClient database) {
        this.database = database;
    }

    @DynamicPropertySource
    static void data(DynamicPropertyRegistry registry) {
        registry.add("lettergate.data", DATA::toString);
    }

    private static Path fresh() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target/test-data")), "answering");
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

    private static void await(BooleanSupplier done) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aMessageIsSentLaterAndTakenBackToBeEdited() {
        var told = surfer.post(
                "/write",
                "/write",
                "account",
                account,
                "to",
                "ada@vale.example",
                "subject",
                "Later on",
                "text",
                "Hello",
                "draft",
                "0b0e7a52-3f0a-4c1e-9a1e-2f7d3c1b5a60",
                "act",
                "later",
                "at",
                "2038-01-01T08:00");
        assertThat(Jsoup.parse(told.body()).select("[role=alert]").text()).contains("days from now");

        var sent = surfer.post(
                "/write",
                "/write",
                "account",
                account,
                "to",
                "ada@vale.example",
                "subject",
                "Later on",
                "text",
                "Hello",
                "draft",
                "0b0e7a52-3f0a-4c1e-9a1e-2f7d3c1b5a60",
                "version",
                "1",
                "act",
                "later",
                "at",
                tomorrow());

        assertThat(sent.statusCode()).isEqualTo(302);
        var list = led(sent);
        assertThat(list.select("#way").text()).contains("It is sent on");
        var line = page("/outbox").select("#g-scheduled + ul li").first();
        assertThat(line).isNotNull();
        assertThat(line.text()).contains("Later on");
        var opened = surfer.post("/outbox", line.select("form[action$=/edit]").attr("action"));
        var sheet = led(opened);
        assertThat(sheet.select("#subject-line").attr("value")).isEqualTo("Later on");
        assertThat(sheet.select("#to").attr("value")).isEqualTo("ada@vale.example");
        assertThat(page("/outbox").text()).doesNotContain("Later on");
    }

    @Test
    @DisplayName("S7 who opens a sheet has the server asked for what it takes")
    void whoOpensASheetHasTheServerAsked() {
        page("/write?to=ada@vale.example");

        await(() -> program.get("/api/v1/accounts/" + account + "/submissions")
                        .json()
                        .path("largest")
                        .asLong()
                == 1_000_000);
    }

    private static String tomorrow() {
        return LocalDateTime.now(ZoneOffset.UTC)
                .plusDays(1)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    @Test
    void whatOnlySomeGotIsEditedForThoseWhoMissIt() {
        server.answering("RCPT TO:<bob", "550 5.1.1 There is no Bob here");
        var message = "From: Robin <robin@vale.example>\r\nTo: ada@vale.example, bob@vale.example\r\n"
                + "Subject: Half way\r\n\r\nHello\r\n";
        var taken = program.call("POST", "/api/v1/accounts/" + account + "/submissions", message);
        var id = taken.json().path("id").asString();
        var at = "/api/v1/accounts/" + account + "/submissions/" + id;
        await(() -> program.get(at).json().path("state").asString().equals("sent"));

        var strip = page("/write/way/" + account + "/" + id);
        var opened = surfer.post("/outbox", "/write/way/" + account + "/" + id + "/edit");

        assertThat(strip.text()).contains("not to everybody", "There is no Bob here");
        var sheet = led(opened);
        assertThat(sheet.select("#to").attr("value")).isEqualTo("bob@vale.example");
        assertThat(sheet.select("#text").text()).contains("Hello");
    }

    @Test
    void templatesAreKeptPutInAndRemoved() {
        var at = "/api/v1/templates";
        var added = program.call(
                "POST", at, "{\"name\": \"Thanks\", \"subject\": \"Thank you\", \"text\": \"Many thanks.\"}");
        assertThat(added.status()).isEqualTo(201);
        var id = added.json().path("id").asString();
        var one = at + "/" + id;
        assertThat(program.call("PUT", one, "{\"name\": \"\"}").status()).isEqualTo(400);
        assertThat(page("/settings/templates").text()).contains("Thanks");

        var put = surfer.post(
                "/write",
                "/write",
                "account",
                account,
                "text",
                "Robin",
                "act",
                "template",
                "template",
                id,
                "draft",
                "1c0e7a52-3f0a-4c1e-9a1e-2f7d3c1b5a61");

        var sheet = led(put);
        assertThat(sheet.select("#subject-line").attr("value")).isEqualTo("Thank you");

        assertThat(sheet.select("#text").text()).contains("Many thanks.", "Robin");
        assertThat(surfer.get("/write/templates/" + id).body()).contains("Many thanks.");
        surfer.post("/settings/templates", "/settings/templates/remove", "id", id);
        assertThat(program.get(one).code()).isEqualTo("no-such-template");
        assertThat(program.get(at).json().path("items").size()).isZero();
    }

    @Test
    void whoeverWritesSigns() {
        var at = "/api/v1/accounts/" + account + "/identities";
        var desk = program.call(
                "POST", at, "{\"name\": \"Desk\", \"address\": \"desk@vale.example\", \"signature\": \"The desk\"}");
        var yard = program.call(
                "POST", at, "{\"name\": \"Yard\", \"address\": \"yard@vale.example\", \"signature\": \"The yard\"}");
        var yardId = yard.json().path("id").asString();

        var saved = led(surfer.post(
                "/write",
                "/write",
                "account",
                account,
                "identity",
                yardId,
                "text",
                "Hello\r\n-- \r\nThe desk\r\n",
                "act",
                "save",
                "draft",
                "3e0e7a52-3f0a-4c1e-9a1e-2f7d3c1b5a63"));

        assertThat(saved.select("#text").text()).contains("The yard").doesNotContain("The desk");
        program.call("DELETE", at + "/" + yardId, "");
        program.call("DELETE", at + "/" + desk.json().path("id").asString(), "");
    }
}
