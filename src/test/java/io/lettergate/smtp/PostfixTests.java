package io.lettergate.smtp;

import static io.lettergate.smtp.SmtpFixture.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.Needs;
import io.lettergate.PostfixServer;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.spi.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real server takes what we hand in: port 587, STARTTLS with a checked certificate, SASL. */
@Needs(Needs.Need.POSTFIX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostfixTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HEADER = "From: robin@vale.example\r\nTo: ada@vale.example\r\n";
    private static final String ADA = "ada@vale.example";

    private PostfixServer server;
    private SmtpFixture fixture;

    @BeforeAll
    void begin(@TempDir Path directory) throws IOException, CertificateException {
        server = PostfixServer.start();
        var encoded =
                Base64.getMimeEncoder().encodeToString(server.caCertificate().getEncoded());
        var authority = Files.writeString(
                directory.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
        fixture = SmtpFixture.with(
                "lettergate.net.ssl-bundle=mail",
                "spring.ssl.bundle.pem.mail.truststore.certificate=file:" + authority);
    }

    @AfterAll
    void end() {
        fixture.close();
        server.close();
    }

    private List<Verdict> submit(String message, String... to) {
        return fixture.submit(server.port(), Encryption.STARTTLS, letter(message, to));
    }

    @Test
    @DisplayName("R43 Postfix delivers dots, long texts and texts beyond ASCII as they were written")
    void deliversWhatWasWritten() {
        var message = HEADER + "Subject: Apples\r\n\r\n.one\r\n..two\r\n.\r\nGr\u00C3\u00BC\u00C3\u009Fe\r\n"
                + "words ".repeat(150) + "\r\n" + "line\r\n".repeat(5_000) + "the end\r\n";

        var verdicts = submit(message, ADA, "bob@vale.example");

        assertThat(verdicts)
                .hasSize(2)
                .allSatisfy(verdict -> assertThat(verdict.kind()).isEqualTo(Verdict.Kind.ACCEPTED));
        var delivered = await("the end");
        assertThat(delivered)
                .contains("\n.one\n..two\n.\nGr\u00FC\u00DFe\n" + "words ".repeat(150) + "\nline\n")
                .contains("ESMTPSA")
                .containsPattern("Received: from \\[127\\.0\\.0\\.1\\]");
    }

    @Test
    @DisplayName("S1 S2 Postfix refuses one recipient, puts another off, and takes the third")
    void tellsWhatPostfixSaysOfEach() {
        var verdicts = submit(
                HEADER + "Subject: Pears\r\n\r\nthree ways\r\n", "nobody@vale.example", "late@vale.example", ADA);

        assertThat(verdicts)
                .extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.REFUSED, Verdict.Kind.LATER, Verdict.Kind.ACCEPTED);
        assertThat(verdicts.getFirst().words()).contains("550 5.1.1").contains("Nobody here");
        assertThat(verdicts.get(1).words()).contains("450 4.2.0").contains("Greylisted");
        assertThat(await("three ways")).contains("Subject: Pears");
    }

    @Test
    @DisplayName("a sender whom Postfix refuses is told with its words")
    void tellsThatTheSenderIsRefused() {
        var verdicts = fixture.submit(
                server.port(),
                Encryption.STARTTLS,
                SmtpFixture.letterFrom("eve@vale.example", HEADER + "\r\nx\r\n", ADA));

        assertThat(verdicts).extracting(Verdict::kind).containsExactly(Verdict.Kind.REFUSED);
        assertThat(verdicts.getFirst().words()).contains("553 5.7.1").contains("not owned by user");
    }

    @Test
    @DisplayName("S7 what is too large for Postfix is not said at all")
    void refusesWhatIsTooLarge() {
        var verdicts = submit(HEADER + "\r\n" + "too large\r\n".repeat(20_000), ADA);

        assertThat(verdicts).extracting(Verdict::kind).containsExactly(Verdict.Kind.REFUSED);
        assertThat(verdicts.getFirst().words()).contains("200000 octets");
    }

    @Test
    @DisplayName(
            "S7 Postfix tells within TLS, without a sign-in, how large a message may be; one nobody vouches for does not")
    void tellsWhatPostfixTakes() {
        var there = SmtpFixture.access(server.port(), Encryption.STARTTLS).server();

        fixture.sizes().askNow(there);

        assertThat(fixture.sizes().of(there)).hasValue(200_000);
        try (var distrusting = SmtpFixture.with()) {
            distrusting.sizes().askNow(there);

            assertThat(distrusting.sizes().of(there)).isEmpty();
        }
    }

    @Test
    @DisplayName("a line of 998 octets, the longest that is taken, is delivered by Postfix as it was written")
    void deliversTheLongestLine() {
        var line = ".".repeat(998);

        submit(HEADER + "Subject: Long\r\n\r\n" + line + "\r\nbehind it\r\n", ADA);

        assertThat(await("behind it")).contains("\n" + line + "\nbehind it\n");
    }

    @Test
    void tellsThatPostfixRefusesThePassword() {
        var access = SmtpFixture.access(server.port(), Encryption.STARTTLS);

        assertThatThrownBy(() -> fixture.signIn().check(access, new Password("wrong")))
                .isInstanceOf(MailFailure.SignInRefused.class);
        fixture.signIn().check(access, new Password("secret"));
    }

    @Test
    @DisplayName("R48 a Postfix whose certificate nobody vouches for gets no password")
    void distrustsAnUnknownAuthority() {
        try (var distrusting = SmtpFixture.with()) {
            var access = SmtpFixture.access(server.port(), Encryption.STARTTLS);

            assertThatThrownBy(() -> distrusting.signIn().check(access, new Password("secret")))
                    .isInstanceOf(MailFailure.TlsFailed.class);
        }
    }

    private String await(String words) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var delivered = server.delivered();
        while (!delivered.contains(words) && System.nanoTime() < end) {
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            delivered = server.delivered();
        }
        assertThat(delivered).contains(words);
        return delivered;
    }
}
