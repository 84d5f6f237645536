package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.net.TrustedEndpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
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

/** A program does what the pages do with what messages bring and ask for. The operator believes one mail server. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class AnsweringByProgramTests {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpsServer LISTS = lists();
    private static final Path DATA = fresh();
    private static final String PASSED =
            "Authentication-Results: mx.vale.example; dkim=pass header.d=list.example header.s=k\r\n";
    private static final String SIGNED = "DKIM-Signature: v=1; a=rsa-sha256; d=list.example; s=k; bh=MTIz; b=NDU2;\r\n"
            + " h=From:Subject:List-Unsubscribe:List-Unsubscribe-Post\r\n";
    private static final String INVITATION = """
            BEGIN:VCALENDAR
            VERSION:2.0
            METHOD:REQUEST
            BEGIN:VEVENT
            UID:harbour-77
            SEQUENCE:3
            DTSTART;TZID=Europe/Oslo:20261124T100000
            DTEND;TZID=Europe/Oslo:20261124T113000
            SUMMARY:Timetable
            LOCATION:Room 2
            ORGANIZER;CN=Maya Lindqvist:mailto:maya@list.example
            ATTENDEE;CN=Robin;PARTSTAT=NEEDS-ACTION:mailto:robin@vale.example
            ATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@list.example
            END:VEVENT
            END:VCALENDAR
            """.replace("\n", "\r\n");

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
    private String at;

    AnsweringByProgramTests(@Autowired JdbcClient database) {
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
            return Files.createTempDirectory(Files.createDirectories(Path.of("target/test-data")), "byprogram");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @DynamicPropertySource
    static void trust(DynamicPropertyRegistry registry) {
        registry.add("lettergate.data", DATA::toString);
        registry.add("lettergate.net.ssl-bundle", () -> "mail");
        registry.add("lettergate.reading.authserv-ids", () -> "mx.vale.example");
        registry.add("spring.ssl.bundle.pem.mail.truststore.certificate", LISTS::pem);
    }

    @BeforeAll
    void arrive() {
        program = Program.withPassword(port, "robin@vale.example", "demo");
        var account = program.get("/api/v1/accounts").json().at("/items/0/id").asString();
        at = "/api/v1/accounts/" + account;
        database.sql("""
                        INSERT INTO outgoing_server (account_id, user_name, host, port, encryption)
                        VALUES (?, 'robin', '127.0.0.1', ?, 'NONE')
                        ON CONFLICT (account_id) DO UPDATE SET host = excluded.host, port = excluded.port""").params(account, server.port()).update();
    }

    @AfterAll
    void leave() throws IOException {
        program.close();
        server.close();
        LISTS.close();
    }

    /** The address of a message that has arrived; its fields end with an empty line and its words. */
    private String arrived(String subject, String rest) {
        var message = "From: Maya <maya@list.example>\r\nTo: robin@vale.example\r\nSubject: " + subject
                + "\r\nMessage-ID: <" + subject.replace(' ', '.') + "@list.example>\r\n" + rest;
        var filed = program.call("POST", at + "/mailboxes/role:inbox/messages", message);
        assertThat(filed.status()).as(filed.json().toString()).isEqualTo(201);
        return at + "/messages/" + filed.json().path("id").asString();
    }

    private static String parts(String... parts) {
        var message = new StringBuilder("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=X\r\n\r\n");
        for (var part : parts) {
            message.append("--X\r\n").append(part).append("\r\n");
        }
        return message.append("--X--\r\n").toString();
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

    private static String replayed(Program.Answer answer) {
        return answer.response().headers().firstValue("Idempotency-Replayed").orElse("no");
    }

    @Test
    void aReceiptIsSentOnceAndOnlyWhenAskedFor() {
        var message = arrived(
                "Program receipt", "Disposition-Notification-To: Maya <receipts@list.example>\r\n\r\nHello\r\n");
        assertThat(program.get(message + "?body=text").json().path("receiptTo").asString())
                .isEqualTo("receipts@list.example");

        var sent = program.call("POST", message + "/receipts", "", "Idempotency-Key", "r1");
        var again = program.call("POST", message + "/receipts", "", "Idempotency-Key", "r1");
        var another = program.call("POST", message + "/receipts", "");

        assertThat(sent.status()).as(sent.json().toString()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        assertThat(replayed(again)).isEqualTo("true");
        assertThat(again.json().path("submissionId")).isEqualTo(sent.json().path("submissionId"));
        assertThat(another.status()).isEqualTo(409);
        assertThat(another.code()).isEqualTo("receipt-not-wanted");
        assertThat(program.get(message).json().has("receiptTo")).isFalse();
        await(() -> taken("Original-Message-ID: <Program.receipt@list.example>").count() == 1);
    }

    /** What several are answered that ask for the same with one key at the same time. */
    private List<Program.Answer> atOnce(String path, String body, String key) throws Exception {
        var call = (Callable<Program.Answer>) () -> program.call("POST", path, body, "Idempotency-Key", key);
        var answers = new ArrayList<Program.Answer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(Collections.nCopies(4, call))) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private static void areOne(List<Program.Answer> answers) {
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(202));
        assertThat(answers.stream().map(answer -> answer.json().path("submissionId")))
                .hasSize(4)
                .containsOnly(answers.getFirst().json().path("submissionId"));
    }

    @Test
    @DisplayName("S9 of several at once that send a receipt with one key, all are answered with the same one")
    void aReceiptIsSentOnceForSeveralAtOnce() throws Exception {
        var message = arrived(
                "Hurried receipt", "Disposition-Notification-To: Maya <receipts@list.example>\r\n\r\nHello\r\n");

        areOne(atOnce(message + "/receipts", "", "r9"));

        await(() -> taken("Original-Message-ID: <Hurried.receipt@list.example>").count() == 1);
    }

    @Test
    @DisplayName("S9 of several at once that answer an invitation with one key, all are answered with the same answer")
    void anInvitationIsAnsweredOnceForSeveralAtOnce() throws Exception {
        var calendar = INVITATION.replace("harbour-77", "harbour-99").replace("Timetable", "Hurried");
        var message = arrived(
                "Hurried",
                parts(
                        "Content-Type: text/plain\r\n\r\nPlease come.",
                        "Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n" + calendar));
        var told = program.get(message + "?include=invitations").json().at("/invitations/0");
        var answers = message + "/invitations/" + told.path("part").asString() + "/answers";

        areOne(atOnce(answers, "{\"answer\": \"accepted\"}", "i9"));

        await(() -> taken("Subject: Accepted: Hurried").count() == 1);
    }

    @Test
    @DisplayName("S9 a list is left once by one click, and who asks meanwhile with the same key is told to come back")
    void aListIsLeftOnceForTwoAtOnce() throws Exception {
        var heard = new AtomicInteger();
        var isHeard = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        LISTS.answer("localhost/slow", exchange -> {
            heard.incrementAndGet();
            isHeard.countDown();
            waitFor(end);
            exchange.sendResponseHeaders(202, -1);
        });
        var message = arrived("Slow list", PASSED + SIGNED + exit("/slow?u=9") + "\r\nHello\r\n");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(
                    () -> program.call("POST", message + "/unsubscriptions", "", "Idempotency-Key", "u9"));
            waitFor(isHeard);

            var second = program.call("POST", message + "/unsubscriptions", "", "Idempotency-Key", "u9");
            end.countDown();
            var third = first.get();
            var last = program.call("POST", message + "/unsubscriptions", "", "Idempotency-Key", "u9");

            assertThat(second.status()).as(second.json().toString()).isEqualTo(409);
            assertThat(second.code()).isEqualTo("idempotency-key-busy");
            assertThat(second.response().headers().firstValue("Retry-After")).contains("2");
            assertThat(third.status()).as(third.json().toString()).isEqualTo(200);
            assertThat(replayed(third)).isEqualTo("no");
            assertThat(replayed(last)).isEqualTo("true");
            assertThat(heard).hasValue(1);
        } finally {
            end.countDown();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("S7 a file that is too large for the account's server is 413 before its octets are handed over")
    void aFileThatTheServerWouldNotTakeIsRefused() throws Exception {
        assertThat(program.get(at + "/identities").status()).isEqualTo(200);
        await(() -> program.get(at + "/submissions").json().path("largest").asLong() == 1_000_000);

        var answer = program.client()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + at
                                        + "/uploads?name=film.mp4&type=video/mp4&size=900000"))
                                .header("Authorization", program.proof())
                                .header("Content-Type", "application/octet-stream")
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        assertThat(answer.body()).contains("upload-too-large", "127.0.0.1 takes messages of up to 1000000 octets");
    }

    @Test
    @DisplayName("a line of 998 octets is delivered as it is, and of a longer one nothing is queued")
    void linesThatMailDoesNotCarryAreRefused() {
        var head = "From: robin@vale.example\r\nTo: ada@vale.example\r\nSubject: Long lines\r\n\r\n";
        var fits = "y".repeat(998);

        var sent = program.call("POST", at + "/submissions", head + "Hello\n" + fits + "\nBye\n");
        var refused = program.call("POST", at + "/submissions", head + "Hello\n" + fits + "y\nNever\n");

        assertThat(sent.status()).as(sent.json().toString()).isEqualTo(202);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("message-unfit");
        assertThat(refused.json().path("detail").asString()).contains("line 2 below its header", "998 octets");
        await(() -> taken("\r\n" + fits + "\r\nBye\r\n").count() == 1);
        assertThat(taken("Never")).isEmpty();
        assertThat(program.get(at + "/submissions").json().path("items").valueStream())
                .filteredOn(one -> one.path("subject").asString("").equals("Long lines"))
                .hasSize(1);
    }

    @Test
    void aReceiptThatIsIgnoredIsNotAskedForAgain() {
        var message = arrived("Program ignores", "Disposition-Notification-To: maya@list.example\r\n\r\nHello\r\n");

        var ignored = program.call("DELETE", message + "/receipts", "");

        assertThat(ignored.status()).isEqualTo(204);
        assertThat(program.get(message).json().has("receiptTo")).isFalse();
        assertThat(program.call("POST", message + "/receipts", "").status()).isEqualTo(409);
        assertThat(taken("Program.ignores").count()).isZero();
    }

    private String exit(String path) {
        return "List-Unsubscribe: <https://localhost:" + LISTS.port() + path + ">\r\n"
                + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
    }

    @Test
    void oneClickLeavesAListThatItsServerVouchesFor() {
        var heard = new AtomicInteger();
        LISTS.answer("localhost/out", exchange -> {
            heard.incrementAndGet();
            exchange.sendResponseHeaders(202, -1);
        });
        var message = arrived("Good list", PASSED + SIGNED + exit("/out?u=7") + "\r\nHello\r\n");
        var told = program.get(message).json().path("unsubscribe");

        var left = program.call("POST", message + "/unsubscriptions", "", "Idempotency-Key", "u1");
        var again = program.call("POST", message + "/unsubscriptions", "", "Idempotency-Key", "u1");

        assertThat(told.path("way").asString()).isEqualTo("oneClick");
        assertThat(told.path("where").asString()).isEqualTo("localhost");
        assertThat(left.status()).as(left.json().toString()).isEqualTo(200);
        assertThat(left.json().path("way").asString()).isEqualTo("oneClick");
        assertThat(again.status()).isEqualTo(200);
        assertThat(replayed(again)).isEqualTo("true");
        assertThat(heard).hasValue(1);
    }

    @Test
    @DisplayName("RFC 8058 §4 nobody is told by one click whose signature is missing, covers one field, or failed")
    void nobodyIsToldByOneClickThatNobodyVouchesFor() {
        var letters = Stream.of(
                        PASSED,
                        PASSED + SIGNED.replace(":List-Unsubscribe-Post", ""),
                        PASSED + SIGNED.replace(":List-Unsubscribe:", ":"),
                        SIGNED,
                        PASSED.replace("dkim=pass", "dkim=fail") + SIGNED,
                        PASSED.replace("mx.vale.example", "mx.evil.example") + SIGNED,
                        PASSED.replace("list.example", "evil.example") + SIGNED)
                .toList();
        for (int i = 0; i < letters.size(); i++) {
            var path = "/bad" + i;
            var message = arrived("Bad list " + i, letters.get(i) + exit(path) + "\r\nHello\r\n");

            var told = program.get(message).json().path("unsubscribe");
            var left = program.call("POST", message + "/unsubscriptions", "");

            assertThat(told.path("way").asString()).as(letters.get(i)).isEqualTo("page");
            assertThat(told.path("where").asString()).isEqualTo("localhost");
            assertThat(told.path("page").asString()).endsWith(path);
            assertThat(left.status()).isEqualTo(409);
            assertThat(left.code()).isEqualTo("unsubscribe-not-offered");
            assertThat(LISTS.asked()).noneMatch(there -> there.contains(path));
        }
    }

    @Test
    void aListIsLeftByMailOnceForOneRequest() {
        var message = arrived(
                "Program mail list",
                "List-Unsubscribe: <mailto:leave@list.example?subject=Leave%2077>\r\n\r\nHello\r\n");

        var left = program.call("POST", message + "/unsubscriptions", "", "Idempotency-Key", "m1");
        var again = program.call("POST", message + "/unsubscriptions", "", "Idempotency-Key", "m1");

        assertThat(left.status()).as(left.json().toString()).isEqualTo(202);
        assertThat(again.json()).isEqualTo(left.json());
        await(() -> taken("Subject: Leave 77").count() == 1);
        assertThat(program.get(at + "/submissions/"
                                + left.json().path("submissionId").asString())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anInvitationIsToldAndAnswered() {
        var message = arrived(
                "Timetable",
                parts(
                        "Content-Type: text/plain\r\n\r\nPlease come.",
                        "Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n" + INVITATION));
        var told = program.get(message + "?include=invitations").json().at("/invitations/0");

        var answers = message + "/invitations/" + told.path("part").asString() + "/answers";
        var accepted = program.call("POST", answers, "{\"answer\": \"accepted\"}", "Idempotency-Key", "i1");
        var again = program.call("POST", answers, "{\"answer\": \"accepted\"}", "Idempotency-Key", "i1");
        var other = program.call("POST", answers, "{\"answer\": \"declined\"}", "Idempotency-Key", "i1");
        var none = program.call("POST", message + "/invitations/1/answers", "{\"answer\": \"accepted\"}");

        assertThat(told.path("start").asString()).isEqualTo("2026-11-24T09:00:00Z");
        assertThat(told.path("zone").asString()).isEqualTo("Europe/Oslo");
        assertThat(told.path("sequence").asInt()).isEqualTo(3);
        assertThat(told.path("answerable").asBoolean()).isTrue();
        assertThat(accepted.status()).as(accepted.json().toString()).isEqualTo(202);
        assertThat(replayed(again)).isEqualTo("true");
        assertThat(other.code()).isEqualTo("idempotency-key-used");
        assertThat(none.code()).isEqualTo("no-such-part");
        await(() -> taken("Subject: Accepted: Timetable").count() == 1);
        assertThat(taken("Subject: Accepted: Timetable"))
                .singleElement()
                .satisfies(one -> assertThat(one.to()).containsExactly("maya@list.example"));
        assertThat(program.get(message).json().has("invitations")).isFalse();
    }

    /** Of another type than most, as the server of the test takes the header off a message/rfc822. */
    @Test
    void aMessageWithinAMessageOpensWithItsFiles() {
        var picture = Base64.getEncoder().encodeToString("boat".getBytes(StandardCharsets.UTF_8));
        var inner = "From: Kim <kim@list.example>\r\nSubject: Older boats\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=Y\r\n\r\n"
                + "--Y\r\nContent-Type: text/html\r\n\r\n<p>Ahoy</p><script>x()</script>\r\n"
                + "--Y\r\nContent-Type: image/png; name=boat.png\r\nContent-Disposition: attachment\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + picture + "\r\n--Y--";
        var message = arrived(
                "Forwarded",
                parts(
                        "Content-Type: text/plain\r\n\r\nSee within.",
                        "Content-Type: message/global\r\nContent-Disposition: attachment; filename=old.eml\r\n\r\n"
                                + inner));
        var told = program.get(message + "?include=messages").json().at("/messages/0");

        var opened = program.get(message + "/messages/" + told.path("part").asString() + "?body=text,html");
        var file = opened.json().at("/attachments/0/number").asString();

        assertThat(told.path("subject").asString()).isEqualTo("Older boats");
        assertThat(told.at("/from/0/email").asString()).isEqualTo("kim@list.example");
        assertThat(opened.status()).as(opened.json().toString()).isEqualTo(200);
        assertThat(opened.json().at("/envelope/subject").asString()).isEqualTo("Older boats");
        assertThat(opened.json().at("/body/html/0").asString()).contains("Ahoy").doesNotContain("script");
        assertThat(opened.json().at("/attachments/0/name").asString()).isEqualTo("boat.png");
        assertThat(program.text(message + "/parts/" + file)).isEqualTo("boat");
        assertThat(program.get(message + "/messages/1").code()).isEqualTo("no-such-part");
    }

    @Test
    void whatIsHeldBecomesADraftAgain() {
        var letter = "From: robin@vale.example\r\nTo: ada@list.example\r\nSubject: Second thoughts\r\n\r\nAhoy\r\n";
        var held = program.call("POST", at + "/submissions?undoSeconds=600", letter);
        assertThat(held.status()).as(held.json().toString()).isEqualTo(202);
        var submission = at + "/submissions/" + held.json().path("id").asString();

        var draft = program.call("POST", submission + "/drafts", "", "Idempotency-Key", "d1");
        var again = program.call("POST", submission + "/drafts", "", "Idempotency-Key", "d1");
        var another = program.call("POST", submission + "/drafts", "");

        assertThat(draft.status()).as(draft.json().toString()).isEqualTo(201);
        assertThat(draft.json().path("subject").asString()).isEqualTo("Second thoughts");
        assertThat(draft.json().at("/to/0/email").asString()).isEqualTo("ada@list.example");
        assertThat(draft.json().path("text").asString()).contains("Ahoy");
        assertThat(replayed(again)).isEqualTo("true");
        assertThat(again.json().path("id")).isEqualTo(draft.json().path("id"));
        assertThat(another.code()).isEqualTo("no-such-submission");
        assertThat(program.get(submission).status()).isEqualTo(404);
        assertThat(program.get(at + "/drafts/" + draft.json().path("id").asString())
                        .status())
                .isEqualTo(200);
        assertThat(taken("Second thoughts").count()).isZero();
    }

    @Test
    void aBounceTellsWhatBecameOfEachReceiver() {
        var status = "Reporting-MTA: dns; mx.list.example\r\n\r\nFinal-Recipient: rfc822; ada@list.example\r\n"
                + "Action: failed\r\nStatus: 5.2.2\r\nDiagnostic-Code: smtp; 552 5.2.2 over quota\r\n";
        var message = arrived(
                "Undelivered",
                parts(
                        "Content-Type: text/plain\r\n\r\nIt could not be delivered.",
                        "Content-Type: message/delivery-status\r\n\r\n" + status));

        var told = program.get(message + "?include=outcomes").json();

        assertThat(told.at("/outcomes/0/address").asString()).isEqualTo("ada@list.example");
        assertThat(told.at("/outcomes/0/fate").asString()).isEqualTo("failed");
        assertThat(told.at("/outcomes/0/reason").asString()).isEqualTo("full");
        assertThat(told.at("/outcomes/0/response").asString()).contains("over quota");
    }
}
