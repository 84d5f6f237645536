package io.lettergate.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.DovecotServer;
import io.lettergate.ScriptedPop3Server;
import io.lettergate.collecting.Look;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;

/** How long a first download takes, and a look that finds nothing new, with a server that costs next to nothing. */
@EnabledIfSystemProperty(
        named = "lettergate.bench",
        matches = "true",
        disabledReason = "it takes minutes; -Dlettergate.bench=true runs it")
@SpringBootTest(properties = "lettergate.pop3.poller.enabled=false")
@Import(Looking.Parts.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class CollectingBenchmark {

    private static final int MESSAGES = 10_000;
    private static final int ROUNDS = 20;

    private final Looking looking;
    private final Drops drops;

    CollectingBenchmark(Looking looking, Drops drops) {
        this.looking = looking;
        this.drops = drops;
    }

    /** Beside a real server, with the part of the wire alone, and what the store needs. */
    @Test
    void collectsManyMessagesFromDovecot() throws IOException {
        var dovecot = DovecotServer.shared();
        var user = dovecot.freshUser();
        dovecot.fill(user, MESSAGES);
        var account = looking.account(dovecot.pop3Port(), user, DovecotServer.PASSWORD);
        for (int round = 0; round < 2; round++) {
            var began = System.nanoTime();
            var sum = new Sum();
            try (var drop = drops.open(account)) {
                drop.retrieve(IntStream.rangeClosed(1, MESSAGES).boxed().toList(), sum);
            }
            report("the wire alone, " + sum.octets + " octets", System.nanoTime() - began, MESSAGES);
        }
        var began = System.nanoTime();
        assertThat(looking.look(account).state()).isEqualTo(Look.State.DONE);
        report("first download of " + MESSAGES, System.nanoTime() - began, MESSAGES);
        for (int round = 0; round < ROUNDS; round++) {
            looking.clock.forward(Duration.ofMinutes(round % 2 == 0 ? 61 : 1));
            began = System.nanoTime();
            looking.look(account);
            report("nothing new" + (round % 2 == 0 ? ", listed" : ", by STAT"), System.nanoTime() - began, 1);
        }
    }

    @Test
    void collectsManyMessages() throws IOException {
        try (var server = new ScriptedPop3Server()) {
            for (int at = 0; at < MESSAGES; at++) {
                server.holding("uid-" + at, letter(at));
            }
            var account = looking.account(server);

            var began = System.nanoTime();
            assertThat(looking.look(account).state()).isEqualTo(Look.State.DONE);
            var first = System.nanoTime() - began;
            assertThat(looking.rows(account)).hasSize(MESSAGES);
            report("first download of " + MESSAGES, first, MESSAGES);

            for (int round = 0; round < ROUNDS; round++) {
                looking.clock.forward(Duration.ofMinutes(round % 2 == 0 ? 61 : 1));
                began = System.nanoTime();
                looking.look(account);
                report("nothing new" + (round % 2 == 0 ? ", listed" : ", by STAT"), System.nanoTime() - began, 1);
            }
        }
    }

    private static void report(String what, long nanos, int messages) {
        System.out.printf(
                Locale.ROOT, "bench | %s | %.1f ms | %.0f a second%n", what, nanos / 1e6, messages * 1e9 / nanos);
    }

    private static String letter(int number) {
        return "From: Ada <ada@example.org>\r\nTo: robin@post.example\r\nSubject: Letter " + number
                + "\r\nDate: Sat, 21 Nov 2026 12:00:00 +0000\r\nMessage-ID: <" + number + "@example.org>\r\n\r\n"
                + "Words of a letter that says little, and says it again. ".repeat(60) + "\r\n";
    }
}
