package io.lettergate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.Needs.Need;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A mail server is restarted while many users read: all of them go on, and each sees only what is theirs. */
@Needs(Need.DOVECOT)
class RestartTests {

    private static final int ENOUGH = 3;
    private static final long PATIENCE = 90;

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicReference<CountDownLatch> phase = new AtomicReference<>();
    private volatile boolean over;
    private DovecotServer dovecot;
    private ChildLettergate lettergate;

    @AfterEach
    void stop() {
        over = true;
        client.close();
        if (dovecot != null) {
            dovecot.stop();
        }
    }

    @Test
    @DisplayName("C3 eight readers go on when their server was restarted, and nobody sees another's mail")
    void readersGoOn() throws Exception {
        restartUnder(8);
    }

    @Test
    @DisplayName("C3 fifty readers go on when their server was restarted, and nobody sees another's mail")
    @EnabledIfSystemProperty(named = "lettergate.bench", matches = "true")
    void manyReadersGoOn() throws Exception {
        restartUnder(50);
    }

    private void restartUnder(int count) throws Exception {
        dovecot = DovecotServer.own();
        try (var proxy = DelayingProxy.before(dovecot, Duration.ZERO);
                var started = ChildLettergate.before(proxy.port(), directory, List.of("-Xmx256m"))) {
            lettergate = started;
            var before = new CountDownLatch(count);
            phase.set(before);
            var readers = IntStream.range(0, count).mapToObj(this::reader).toList();
            assertThat(before.await(PATIENCE, TimeUnit.SECONDS))
                    .as("all read at first")
                    .isTrue();
            var failedAtFirst = failures.get();

            var after = new CountDownLatch(count);
            var start = System.nanoTime();
            dovecot.restart();
            var restarted = System.nanoTime();
            phase.set(after);
            var allGoOn = after.await(PATIENCE, TimeUnit.SECONDS);
            var recovered = System.nanoTime();
            over = true;
            for (var reader : readers) {
                reader.join();
            }

            System.out.printf(
                    "| %d users | restart %.1f s | all read again after %.1f s more | %d right answers | %d failed at"
                            + " first, %d after | %d wrong |%n",
                    count,
                    (restarted - start) / 1e9,
                    (recovered - restarted) / 1e9,
                    answers.get(),
                    failedAtFirst,
                    failures.get() - failedAtFirst,
                    wrong.size());
            assertThat(wrong).isEmpty();
            assertThat(allGoOn).as("all read again").isTrue();
        } finally {
            over = true;
        }
    }

    private Thread reader(int number) {
        var user = "reader" + number + "x@vale.example";
        dovecot.append(user, "INBOX", letter(user), Instant.parse("2026-11-20T08:30:00Z"));
        return Thread.ofVirtual().start(() -> {
            try {
                read(user);
            } catch (IOException broken) {
                wrong.add(user + ": " + broken);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Reads on and on; each time {@link #ENOUGH} answers came in a phase, the phase is told. */
    private void read(String user) throws IOException, InterruptedException {
        var seen = phase.get();
        var letters = new ArrayList<String>();
        for (int good = 0; !over; ) {
            if (seen != phase.get()) {
                seen = phase.get();
                good = 0;
            }
            if (readsOwn(user, letters) && ++good == ENOUGH) {
                seen.countDown();
            }
        }
    }

    /** Whether the list and the letter came, and were this user's. */
    private boolean readsOwn(String user, List<String> letters) throws IOException, InterruptedException {
        if (letters.isEmpty()) {
            var accounts = get(user, "/api/v1/accounts");
            if (accounts.statusCode() == 200) {
                letters.add("/api/v1/accounts/"
                        + JsonMapper.shared()
                                .readTree(accounts.body())
                                .at("/items/0/id")
                                .asString());
            }
            return false;
        }
        var list = get(user, letters.getFirst() + "/mailboxes/role:inbox/messages");
        if (list.statusCode() != 200) {
            return fails(list);
        }
        var first = JsonMapper.shared().readTree(list.body()).at("/items/0");
        check(user, "letter of " + user, first.at("/subject").asString(first.toString()));
        var raw = get(user, letters.getFirst() + "/messages/" + first.path("id").asString() + "/raw");
        if (raw.statusCode() != 200) {
            return fails(raw);
        }
        check(user, new String(letter(user), US_ASCII), raw.body());
        answers.addAndGet(2);
        return true;
    }

    private boolean fails(HttpResponse<String> answer) throws InterruptedException {
        failures.incrementAndGet();
        if (answer.statusCode() == 500) {
            wrong.add(answer.body());
        }
        TimeUnit.MILLISECONDS.sleep(200);
        return false;
    }

    private void check(String user, String expected, String got) {
        if (!got.contains(expected)) {
            wrong.add(user + " got " + got);
        }
    }

    private HttpResponse<String> get(String user, String path) throws IOException, InterruptedException {
        var credentials = Base64.getEncoder().encodeToString((user + ":" + MailServer.PASSWORD).getBytes(US_ASCII));
        var request = HttpRequest.newBuilder(lettergate.uri(path))
                .header("Authorization", "Basic " + credentials)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static byte[] letter(String user) {
        return ("From: Ada <ada@example.org>\r\nSubject: letter of " + user + "\r\n\r\nFor " + user + " only.\r\n")
                .getBytes(US_ASCII);
    }
}
