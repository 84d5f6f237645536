package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.lettergate.Program.Answer;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A Lettergate that sends by a server that fails at random, killed at random instants: at the end every message was
 * delivered, none twice but those that it told to be unclear, and each has one copy in Sent. {@code ./drill outbox-crash}
 * runs the long form.
 */
class OutboxCrashTests {

    private static final String USER = "robin@vale.example";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int LONGEST_LIFE = 1_500;
    private static final List<String> JAVA = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @TempDir
    private Path directory;

    private final Random random = new Random(Long.getLong("lettergate.drill.seed", 2026));
    private final Map<Integer, String> handedIn = new LinkedHashMap<>();
    private final Set<String> flagged = new HashSet<>();
    private GreenMail mailboxes;
    private GreenMailUser user;
    private FlakySink sink;

    @BeforeEach
    void begin() {
        mailboxes = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        mailboxes.start();
        user = mailboxes.setUser(USER, USER, MailServer.PASSWORD);
        sink = new FlakySink(random.nextLong());
    }

    @AfterEach
    void end() throws IOException {
        sink.close();
        mailboxes.stop();
    }

    @Test
    @DisplayName("S4 S6 nothing is lost, nor sent twice in silence, by nine kills")
    void survivesNineKills() throws Exception {
        drill(9, 40);
    }

    @Test
    @DisplayName("S4 S6 nothing is lost, nor sent twice in silence, by many kills")
    @EnabledIfSystemProperty(named = "lettergate.drill", matches = "true")
    void survivesManyKills() throws Exception {
        drill(Integer.getInteger("lettergate.drill.kills", 60), Integer.getInteger("lettergate.drill.messages", 200));
    }

    private void drill(int kills, int messages) throws Exception {
        var left = new ArrayList<>(IntStream.range(0, messages).boxed().toList());
        var each = (messages + kills - 1) / kills;
        for (int kill = 0; kill < kills; kill++) {
            try (var child = child();
                    var program = program(child)) {
                handIn(program, left, each);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE));
                child.kill();
            }
        }
        try (var child = child();
                var program = program(child)) {
            handIn(program, left, left.size());
            settle(program);
            verify(program, kills, messages);
        }
    }

    private ChildLettergate child() throws IOException, InterruptedException {
        return ChildLettergate.before(
                mailboxes.getImap().getPort(),
                directory,
                JAVA,
                "--lettergate.domains[0].smtp.host=127.0.0.1",
                "--lettergate.domains[0].smtp.port=" + sink.port(),
                "--lettergate.domains[0].smtp.encryption=NONE",
                "--lettergate.net.pace.host=100",
                "--lettergate.sending.limits.account=0",
                "--lettergate.sending.limits.person=0",
                "--lettergate.sending.lease=2s",
                "--lettergate.sending.retries=100ms,300ms,1s");
    }

    private static Program program(ChildLettergate child) {
        return Program.withPassword(child.uri("/").getPort(), USER, MailServer.PASSWORD);
    }

    /** Hands in some messages; who gets no answer asks again in the next life, with the same key. */
    private void handIn(Program program, List<Integer> left, int count) {
        var account = account(program);
        repeatFromAnEarlierLife(program, account);
        for (int number = 0; number < count && !left.isEmpty(); number++) {
            var message = left.getFirst();
            var answer = submit(program, account, message);
            assertThat(answer.status()).as(answer.json().toString()).isEqualTo(202);
            if (random.nextInt(5) == 0) {
                var again = submit(program, account, message);
                assertThat(again.json().path("id")).isEqualTo(answer.json().path("id"));
            }
            handedIn.put(message, answer.json().path("id").asString());
            left.removeFirst();
        }
    }

    /** A key counts over kills. */
    private void repeatFromAnEarlierLife(Program program, String account) {
        var earlier = List.copyOf(handedIn.keySet());
        if (!earlier.isEmpty()) {
            var message = earlier.get(random.nextInt(earlier.size()));
            var again = submit(program, account, message);
            assertThat(again.json().path("id").asString()).isEqualTo(handedIn.get(message));
            assertThat(again.response().headers().firstValue("Idempotency-Replayed"))
                    .contains("true");
        }
    }

    private static String account(Program program) {
        return "/api/v1/accounts/"
                + program.get("/api/v1/accounts").json().at("/items/0/id").asString();
    }

    private Answer submit(Program program, String account, int message) {
        var text = "From: " + USER + "\r\nTo: ada@example.org\r\nSubject: drill " + message + "\r\nMessage-ID: <drill-"
                + message + "@vale.example>\r\n\r\n"
                + ("words ".repeat(150) + "\r\n").repeat(message % 7 == 0 ? 400 : 4);
        return program.call("POST", account + "/submissions", text, "Idempotency-Key", "drill-" + message);
    }

    /** Waits until nothing happens any more; what is unclear is sent again, as its person would have it. */
    private void settle(Program program) throws InterruptedException {
        var account = account(program);
        for (long end = System.nanoTime() + PATIENCE.toNanos(); ; TimeUnit.MILLISECONDS.sleep(300)) {
            var open = 0;
            for (var one : submissions(program, account)) {
                var state = one.path("state").asString();
                if (state.equals("uncertain")) {
                    flagged.add(one.path("messageId").asString());
                    var path = account + "/submissions/" + one.path("id").asString() + "/resends";
                    assertThat(program.call("POST", path, "").status()).isEqualTo(202);
                    open++;
                } else if (!state.equals("sent") || one.path("copy").asString().equals("pending")) {
                    open++;
                }
            }
            if (open == 0) {
                return;
            }
            assertThat(System.nanoTime()).as("%d are not settled", open).isLessThan(end);
        }
    }

    private static JsonNode submissions(Program program, String account) {
        var answer = program.get(account + "/submissions");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("items");
    }

    private void verify(Program program, int kills, int messages) {
        var taken = sink.taken();
        var doubled =
                taken.entrySet().stream().filter(entry -> entry.getValue() > 1).toList();
        var silent = doubled.stream()
                .filter(entry -> flagged.stream().noneMatch(id -> entry.getKey().contains(id)))
                .toList();
        var copies = copies();
        System.out.printf(
                "| %d kills | %d messages | %d delivered | %d lost | %d told to be unclear | %d delivered twice, all told |"
                        + " %d taken without a word | %d copies in Sent |%n",
                kills,
                messages,
                taken.size(),
                messages - taken.size(),
                flagged.size(),
                doubled.size(),
                sink.unanswered(),
                copies.size());
        assertThat(handedIn).hasSize(messages);
        assertThat(taken).as("delivered").hasSize(messages);
        assertThat(silent).as("twice in silence").isEmpty();
        assertThat(copies).as("copies in Sent").hasSize(messages).doesNotHaveDuplicates();
        assertThat(program.get("/api/v1/session").status()).isEqualTo(200);
    }

    /** The subjects of the copies. */
    private List<String> copies() {
        var manager = mailboxes.getManagers().getImapHostManager();
        return manager.getFolder(user, "Sent").getMessages().stream()
                .map(OutboxCrashTests::subject)
                .toList();
    }

    private static String subject(StoredMessage copy) {
        try {
            return copy.getMimeMessage().getSubject();
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
