package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.net.TrustedEndpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
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

/** Somebody answers what messages ask for, without scripts. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class AnsweringTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SIGNED = "DKIM-Signature: v=1; a=rsa-sha256; d=list.example; s=k; bh=MTIz; b=NDU2;\r\n"
            + " h=From:Subject:List-Unsubscribe:List-Unsubscribe-Post\r\n";
    private static final HttpsServer LISTS = lists();
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

    AnsweringTests(@Autowired JdbcClient database) {
        this.database = database;
    }

    private static HttpsServer lists() {
        try {
            return HttpsServer.bearing("localhost");
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Path fresh() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target/test-data")), "answering");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @DynamicPropertySource
    static void trust(DynamicPropertyRegistry registry) {
        registry.add("lettergate.data", DATA::toString);
        registry.add("lettergate.net.ssl-bundle", () -> "mail");
        registry.add("spring.ssl.bundle.pem.mail.truststore.certificate", LISTS::pem);
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
        LISTS.close();
    }

    /** The page of a message that has arrived. */
    private String arrived(String subject, String fields) {
        var message = "From: Maya <maya@list.example>\r\nTo: robin@vale.example\r\nSubject: " + subject
                + "\r\nMessage-ID: <" + subject.replace(' ', '.') + "@list.example>\r\n" + fields + "\r\nHello\r\n";
        var filed = program.call("POST", "/api/v1/accounts/" + account + "/mailboxes/role:inbox/messages", message);
        assertThat(filed.status()).as(filed.json().toString()).isEqualTo(201);
        return "/mail/" + account + "/role:inbox/" + filed.json().path("id").asString();
    }

    private Document page(String path) {
        var answer = surfer.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    private static String message(String page) {
        return page.substring(page.lastIndexOf('/') + 1);
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

    private Stream<ScriptedSmtpServer.Taken> taken(String words) {
        return server.taken().stream().filter(one -> one.octets().contains(words));
    }

    @Test
    void aReceiptIsSentWhenTheReaderSaysSoAndOnce() {
        var at = arrived("Wants a receipt", "Disposition-Notification-To: Maya <receipts@list.example>\r\n");
        assertThat(page(at).select("form.asks").size()).isEqualTo(1);
        var act = "/message/" + account + "/" + message(at) + "/receipt";

        surfer.post(at, act, "act", "send", "back", at);
        surfer.post(at, act, "act", "send", "back", at);

        assertThat(page(at).select("form.asks").size()).isZero();
        await(() ->
                taken("Disposition: manual-action/MDN-sent-manually; displayed").count() == 1);
        var receipt =
                taken("Original-Message-ID: <Wants.a.receipt@list.example>").toList();
        assertThat(receipt).singleElement().satisfies(one -> {
            assertThat(one.from()).isEmpty();
            assertThat(one.to()).containsExactly("receipts@list.example");
        });
        var flags = program.get("/api/v1/accounts/" + account + "/messages/" + message(at));
        assertThat(flags.json().toString()).contains("$mdnsent");
    }

    @Test
    void aReceiptThatIsIgnoredIsNotAskedForAgain() {
        var at = arrived("Wants one too", "Disposition-Notification-To: maya@list.example\r\n");

        surfer.post(at, "/message/" + account + "/" + message(at) + "/receipt", "act", "ignore", "back", at);

        assertThat(page(at).select("form.asks").size()).isZero();
        assertThat(taken("Wants.one.too").count()).isZero();
    }

    @Test
    void oneClickLeavesAListAndNothingButThatIsTold() {
        var heard = new CopyOnWriteArrayList<String>();
        LISTS.answer("localhost/leave", exchange -> {
            heard.add(exchange.getRequestMethod() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            heard.add(exchange.getRequestHeaders().keySet().toString());
            exchange.sendResponseHeaders(202, -1);
        });
        var at = arrived(
                "A list",
                "List-Unsubscribe: <https://localhost:" + LISTS.port() + "/leave?u=1>\r\n"
                        + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" + SIGNED);
        var way = page(at).select("a[href*=/leave?]").attr("href");

        var asked = page(way);
        var told = surfer.post(way, way.replaceFirst("\\?.*", ""), "back", at);

        assertThat(asked.text()).contains("localhost");
        assertThat(told.body()).contains("was told");
        assertThat(heard.getFirst()).isEqualTo("POST List-Unsubscribe=One-Click");
        assertThat(heard.getLast()).doesNotContainIgnoringCase("cookie").doesNotContainIgnoringCase("referer");
        assertThat(LISTS.asked()).contains("localhost/leave?u=1");
    }

    @Test
    void aListThatSaysNoIsToldInASentenceWithItsPage() {
        var at = arrived(
                "Another list",
                "List-Unsubscribe: <https://localhost:" + LISTS.port() + "/gone>\r\n"
                        + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" + SIGNED);
        var act = "/message/" + account + "/" + message(at) + "/leave";

        var told = Jsoup.parse(surfer.post(at, act, "back", at).body());

        assertThat(told.select("[role=alert]").text()).contains("localhost answered with error 404");
        assertThat(told.select("a.link").attr("href")).endsWith("/gone");
    }

    @Test
    void aListThatNobodyVouchesForIsLeftByHand() {
        var at = arrived(
                "Unsigned list",
                "List-Unsubscribe: <https://localhost:" + LISTS.port() + "/unsigned>\r\n"
                        + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
                        + SIGNED.replace(":List-Unsubscribe-Post", ""));
        var act = "/message/" + account + "/" + message(at) + "/leave";

        var asked = page(act);
        var told = surfer.post(at, act, "back", at);

        assertThat(asked.select("main form[action*=/leave]").size()).isZero();
        assertThat(asked.select("a.link").attr("href")).endsWith("/unsigned");
        assertThat(asked.text()).contains("localhost");
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(LISTS.asked()).noneMatch(there -> there.contains("/unsigned"));
    }

    @Test
    void aListIsLeftByMailWhereThatIsAllItTakes() {
        var at = arrived("Mail list", "List-Unsubscribe: <mailto:leave@list.example?subject=Leave%207>\r\n");
        var act = "/message/" + account + "/" + message(at) + "/leave";

        var told = surfer.post(at, act, "back", at);

        assertThat(told.body()).contains("is on its way");
        await(() -> taken("Subject: Leave 7").count() == 1);
        assertThat(taken("Subject: Leave 7")).singleElement().satisfies(one -> {
            assertThat(one.from()).isEqualTo("robin@vale.example");
            assertThat(one.to()).containsExactly("leave@list.example");
        });
    }
}
