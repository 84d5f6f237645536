package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.Program.Answer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The running demo sends to itself, and tells what became of it. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SendingTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MESSAGE = """
            From: Robin <robin@vale.example>\r
            To: robin.vale@post.example\r
            Bcc: robin@vale.example\r
            Subject: %s\r
            \r
            .A line with a dot\r
            """;

    @LocalServerPort
    private int port;

    private final String key = UUID.randomUUID().toString();
    private Program robin;
    private String account;

    @BeforeEach
    void arrive() {
        robin = Program.withPassword(port, "robin@vale.example", "demo");
        account = "/api/v1/accounts/"
                + robin.get("/api/v1/accounts").json().at("/items/0/id").asString();
    }

    @AfterEach
    void leave() {
        robin.close();
    }

    @Test
    void sendsToItselfAndFilesTheCopy() {
        var position = robin.get("/api/v1/changes").json().path("position").asString();

        var taken = robin.call("POST", account + "/submissions", MESSAGE.formatted("Self one"), "Idempotency-Key", key);
        var again = robin.call("POST", account + "/submissions", MESSAGE.formatted("Self one"), "Idempotency-Key", key);

        assertThat(taken.status()).as(taken.json().toString()).isEqualTo(202);
        assertThat(again.json().path("id")).isEqualTo(taken.json().path("id"));
        assertThat(again.response().headers().firstValue("Idempotency-Replayed"))
                .contains("true");
        assertThat(again.response().headers().firstValue("Location"))
                .isEqualTo(taken.response().headers().firstValue("Location"));
        assertThat(taken.response().headers().firstValue("Idempotency-Replayed"))
                .isEmpty();
        var path = account + "/submissions/" + taken.json().path("id").asString();
        var done = await(
                () -> robin.get(path), one -> one.json().path("copy").asString().equals("filed"));
        assertThat(done.json().path("state").asString()).isEqualTo("sent");
        assertThat(rows("role:inbox", "Self one")).isEqualTo(1);
        assertThat(rows("role:sent", "Self one")).isEqualTo(1);
        var told = robin.get("/api/v1/changes?since=" + position).json().toString();
        assertThat(told).contains("submission.queued", "submission.sending", "submission.sent");
        assertThat(robin.get("/api/v1/audit").json().toString()).contains("message.sent");
    }

    @Test
    @DisplayName("S9 a key of another request is 422, at drafts and files, too")
    void refusesAKeyOfAnotherRequest() {
        var draft = robin.call("POST", account + "/drafts", "{\"subject\": \"One\"}", "Idempotency-Key", key);
        var again = robin.call("POST", account + "/drafts", "{\"subject\": \"One\"}", "Idempotency-Key", key);
        var other = robin.call("POST", account + "/drafts", "{\"subject\": \"Two\"}", "Idempotency-Key", key);
        var message = robin.call("POST", account + "/submissions", MESSAGE.formatted("Other"), "Idempotency-Key", key);

        assertThat(draft.status()).as(draft.json().toString()).isEqualTo(201);
        assertThat(again.json().path("id")).isEqualTo(draft.json().path("id"));
        assertThat(again.response().headers().firstValue("Idempotency-Replayed"))
                .contains("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency-key-used");
        assertThat(message.code()).isEqualTo("idempotency-key-used");
        assertThat(robin.get(account + "/submissions").json().toString()).doesNotContain("\"Other\"");
    }

    private long rows(String mailbox, String subject) {
        return robin.get(account + "/mailboxes/" + mailbox + "/messages?limit=50")
                .json()
                .path("items")
                .valueStream()
                .filter(row -> row.toString().contains(subject))
                .count();
    }

    @Test
    void holdsAndTakesBack() {
        var held = robin.call("POST", account + "/submissions?undoSeconds=600", MESSAGE.formatted("Never"));
        var path = account + "/submissions/" + held.json().path("id").asString();

        var cancelled = robin.call("DELETE", path, "");
        var late = robin.call("DELETE", path, "");

        assertThat(held.json().path("state").asString()).isEqualTo("held");
        assertThat(cancelled.json().path("state").asString()).isEqualTo("cancelled");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("submission-under-way");
    }

    @Test
    void refusesWhatCannotBeSentInSentences() {
        var nobody = robin.call("POST", account + "/submissions", "From: robin@vale.example\r\n\r\nHello\r\n");
        var bad = robin.call(
                "POST", account + "/submissions", "From: robin@vale.example\r\nTo: ada at vale\r\n\r\nHello\r\n");
        var split = robin.call(
                "POST",
                account + "/submissions",
                "From: robin@vale.example\r\nTo: ada@vale.example\r\nSubject: a\rBcc: eve@x.example\r\n\r\nHello\r\n");

        assertThat(nobody.code()).isEqualTo("recipient-missing");
        assertThat(bad.code()).isEqualTo("address-invalid");
        assertThat(split.code()).isEqualTo("message-unfit");
        assertThat(split.json().path("detail").asString()).contains("line break");
    }

    private static Answer await(Supplier<Answer> asked, Predicate<Answer> wanted) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var answer = asked.get();
        while (!wanted.test(answer)) {
            assertThat(System.nanoTime()).as(answer.json().toString()).isLessThan(end);
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            answer = asked.get();
        }
        return answer;
    }
}
