package io.lettergate.sending.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedSmtpServer;
import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.uploads.Upload;
import io.lettergate.sending.uploads.Uploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;

/** Files that are too large for the server by which they would go. */
@SpringBootTest(
        properties = {
            "lettergate.sending.enabled=false",
            "lettergate.pop3.poller.enabled=false",
            "lettergate.accounts.plain-text=true"
        })
@Import(Posting.Parts.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Timeout(120)
class SendableFilesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SIZE = 100_000;

    private final Posting posting;
    private final Uploads uploads;
    private ScriptedSmtpServer server;
    private Account account;

    SendableFilesTests(Posting posting, Uploads uploads) {
        this.posting = posting;
        this.uploads = uploads;
    }

    @BeforeEach
    void begin() {
        server = new ScriptedSmtpServer().offering("SIZE " + SIZE, "AUTH PLAIN");
        // A port comes again, and what is known of a server is remembered: each has a name of its own.
        var name = "smtp-" + UUID.randomUUID() + ".post.example";
        account = posting.account("POP3", "pop.post.example", 995, name, server);
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void known() throws InterruptedException {
        posting.outbox.expect(account);
        await(() -> posting.outbox.largest(account) == SIZE);
    }

    private Upload take(String type, @Nullable Long size, long length, InputStream octets) {
        return uploads.take(account, new Uploads.Label("film", type, false, length, 0), size, octets, null);
    }

    private static InputStream untouched() {
        return new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("Octets were taken");
            }
        };
    }

    private static InputStream octets(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    @Test
    @DisplayName(
            "S7 a file that is too large for the server is refused before its octets are taken, with the server's number")
    void refusesBeforeOctetsAreTaken() throws InterruptedException {
        known();

        assertThatThrownBy(() -> take("video/mp4", 74_000L, 0, untouched()))
                .isInstanceOf(MailFailure.UploadTooLarge.class)
                .hasMessageContaining(".post.example takes messages of up to 100000 octets");
        assertThatThrownBy(() -> take("video/mp4", null, 74_000, untouched()))
                .isInstanceOf(MailFailure.UploadTooLarge.class);
        assertThatThrownBy(() -> uploads.requireSendable(account, "video/mp4", 74_000, 0))
                .isInstanceOf(MailFailure.UploadTooLarge.class);
        assertThat(server.heard("AUTH")).isZero();
    }

    @Test
    @DisplayName("S7 a file of which nobody knows the size is refused when it is here, and nothing of it is kept")
    void refusesWhatTurnsOutToBeTooLarge() throws InterruptedException {
        known();
        var octets = octets(74_000);

        assertThatThrownBy(() -> take("video/mp4", null, 0, octets)).isInstanceOf(MailFailure.UploadTooLarge.class);
        assertThat(take("text/plain", null, 0, octets(3)).size()).isEqualTo(3);
    }

    @Test
    @DisplayName("S7 several files that are too large together are refused, too")
    void countsTheFilesBeside() throws InterruptedException {
        known();
        var one = new Uploads.Label("one", "video/mp4", false, 0, 37_000);

        assertThat(uploads.take(account, one, 35_000L, octets(5), null).received())
                .isEqualTo(5);
        assertThatThrownBy(() -> uploads.take(account, one, 37_000L, untouched(), null))
                .isInstanceOf(MailFailure.UploadTooLarge.class);
    }

    @Test
    void takesWhatFits() throws InterruptedException {
        known();

        assertThat(take("video/mp4", 72_000L, 0, octets(5)).received()).isEqualTo(5);
        assertThat(take("message/rfc822", 99_000L, 0, octets(5)).received()).isEqualTo(5);
    }

    @Test
    @DisplayName("S7 where nothing is known of the server yet, the first file has it asked, and the next is refused")
    void theFirstFileHasTheServerAsked() throws InterruptedException {
        take("video/mp4", 740L, 0, octets(5));
        await(() -> posting.outbox.largest(account) == SIZE);

        assertThatThrownBy(() -> take("video/mp4", 74_000L, 0, untouched()))
                .isInstanceOf(MailFailure.UploadTooLarge.class);
    }

    @Test
    void takesFilesWhereTheServerCannotBeAsked() throws Exception {
        server.close();

        posting.outbox.expect(account);

        assertThat(take("video/mp4", 74_000L, 0, octets(5)).received()).isEqualTo(5);
    }
}
