package io.lettergate.smtp;

import static io.lettergate.smtp.SmtpFixture.access;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.ScriptedServer;
import io.lettergate.ScriptedSmtpServer;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that say how large a message may be, that do not, and that cannot be asked. */
@Timeout(120)
class AnnouncedSizesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private ScriptedSmtpServer server;
    private SmtpFixture fixture;

    @BeforeEach
    void begin() {
        server = new ScriptedSmtpServer().offering("SIZE 5000000", "8BITMIME", "AUTH PLAIN");
        fixture = SmtpFixture.with("lettergate.net.connect-timeout=2s", "lettergate.net.answer-timeout=2s");
    }

    @AfterEach
    void end() throws IOException {
        fixture.close();
        server.close();
    }

    private static Endpoint endpoint(int port) {
        return access(port, Encryption.NONE).server();
    }

    private Endpoint here() {
        return endpoint(server.port());
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    @DisplayName("S7 a server is asked once for its SIZE, beside other work, and nobody signs in for that")
    void asksOnceWithoutASignIn() throws InterruptedException {
        var sizes = fixture.sizes();

        sizes.ask(here());
        await(() -> sizes.of(here()).isPresent());
        sizes.ask(here());

        assertThat(sizes.of(here())).hasValue(5_000_000);
        assertThat(server.heard()).startsWith("EHLO [127.0.0.1]").noneMatch(line -> line.startsWith("AUTH"));
        assertThat(server.heard("MAIL")).isZero();
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void asksAgainAfterADay() throws InterruptedException {
        var sizes = fixture.sizes();
        sizes.askNow(here());
        server.offering("SIZE 7000000");

        fixture.pass(AnnouncedSizes.KNOWN.plus(MOMENT));
        assertThat(sizes.of(here())).isEmpty();
        sizes.ask(here());
        await(() -> sizes.of(here()).isPresent());

        assertThat(sizes.of(here())).hasValue(7_000_000);
    }

    @Test
    void aServerThatAnnouncesNoneIsNotAskedAgain() {
        server.offering("AUTH PLAIN");
        var sizes = fixture.sizes();

        sizes.askNow(here());
        sizes.ask(here());

        assertThat(sizes.of(here())).isEmpty();
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aServerThatRefusesIsLeftAloneForAWhile() throws InterruptedException {
        server.answering("GREETING", "554 5.7.1 Not you");
        var sizes = fixture.sizes();
        sizes.askNow(here());

        sizes.ask(here());
        assertThat(server.connections()).isEqualTo(1);
        server.wellBehaved();
        fixture.pass(AnnouncedSizes.LEFT_ALONE.plus(MOMENT));
        sizes.ask(here());
        await(() -> sizes.of(here()).isPresent());

        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    @DisplayName("S7 a server that says nothing is asked by one connection, and holds nobody up")
    void aServerThatHangsHoldsNobodyUp() throws Exception {
        try (var silent = ScriptedServer.playing(client -> client.hear())) {
            var sizes = fixture.sizes();
            var there = endpoint(silent.port());

            sizes.ask(there);
            sizes.ask(there);
            await(() -> silent.connections() > 0);
            sizes.ask(there);

            assertThat(sizes.of(there)).isEmpty();
            assertThat(silent.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("S7 a SIZE that is said before TLS is not believed")
    void believesNothingBeforeTls() {
        server.offering("SIZE 1", "STARTTLS").answering("STARTTLS", "454 not now");
        var there = access(server.port(), Encryption.STARTTLS).server();

        fixture.sizes().askNow(there);

        assertThat(server.heard("STARTTLS")).isEqualTo(1);
        assertThat(fixture.sizes().of(there)).isEmpty();
    }

    @Test
    void whatASubmissionHeardCounts() {
        fixture.submit(server, SmtpFixture.letter("From: robin@vale.example\r\n\r\nRipe.\r\n", "ada@vale.example"));

        fixture.sizes().ask(here());

        assertThat(fixture.sizes().of(here())).hasValue(5_000_000);
        assertThat(server.connections()).isEqualTo(1);
    }
}
