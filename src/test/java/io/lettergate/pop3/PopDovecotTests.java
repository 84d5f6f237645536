package io.lettergate.pop3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.DovecotServer;
import io.lettergate.MailServer;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client against a Dovecot. */
class PopDovecotTests {

    private static final String LETTER = "Subject: one\r\n\r\nbody\r\n";

    private final DovecotServer dovecot = DovecotServer.shared();
    private final String user = dovecot.freshUser();

    @TempDir
    private Path directory;

    private PopFixture fixture;

    @BeforeEach
    void open() throws IOException, CertificateEncodingException {
        fixture = PopFixture.with(
                "lettergate.net.ssl-bundle=mail",
                "spring.ssl.bundle.pem.mail.truststore.certificate=file:" + authority());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Path authority() throws IOException, CertificateEncodingException {
        var encoded =
                Base64.getMimeEncoder().encodeToString(dovecot.caCertificate().getEncoded());
        return Files.writeString(
                directory.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
    }

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void signsInOverEveryKindOfConnection(Encryption encryption) {
        append(LETTER);

        try (var drop = fixture.open(account(encryption))) {
            assertThat(drop.count().messages()).isEqualTo(1);
            assertThat(drop.list().complete()).isTrue();
            assertThat(drop.capabilities().pipelining()).isTrue();
            assertThat(drop.quit().ok()).isTrue();
        }
    }

    @Test
    @DisplayName("A1 a wrong password is refused, and a right one is taken")
    void checksPasswords() {
        fixture.check().check(account(Encryption.TLS), new Password(MailServer.PASSWORD));

        assertThatThrownBy(() -> fixture.check().check(account(Encryption.TLS), new Password("wrong")))
                .isInstanceOf(MailFailure.SignInRefused.class);
    }

    @Test
    void aCertificateThatNobodyTrustsIsNotTaken() {
        try (var trusting = PopFixture.with()) {
            assertThatThrownBy(() -> trusting.open(account(Encryption.TLS))).isInstanceOf(MailFailure.TlsFailed.class);
            assertThatThrownBy(() -> trusting.open(account(Encryption.STARTTLS)))
                    .isInstanceOf(MailFailure.TlsFailed.class);
        }
    }

    @Test
    @DisplayName("P15 a real server's messages come byte for byte")
    void messagesComeByteForByte() throws IOException {
        var messages = List.of(
                LETTER,
                "Subject: dots\r\n\r\n.\r\n..\r\n...x\r\n.x\r\n",
                "Subject: eight\r\n\r\n\u00ff\u0080\u00fc cr\rcr\r\n",
                "Subject: long\r\n\r\n" + "x".repeat(1 << 20) + "\r\n");
        messages.forEach(this::append);
        var taken = new Taken();

        try (var drop = fixture.open(account(Encryption.TLS))) {
            drop.retrieve(List.of(1, 2, 3, 4), taken);
        }

        assertThat(taken.messages()).containsExactlyElementsOf(messages);
    }

    @Test
    void aHeaderComesWithoutItsBody() {
        append(LETTER);

        try (var drop = fixture.open(account(Encryption.TLS))) {
            assertThat(new String(drop.top(1, 0, 1000), ISO_8859_1)).isEqualTo("Subject: one\r\n\r\n");
        }
    }

    @Test
    @DisplayName("P3 a connection that is dropped removes nothing, and a goodbye removes")
    void onlyAGoodbyeRemoves() {
        append(LETTER);
        append(LETTER);
        try (var drop = fixture.open(account(Encryption.TLS))) {
            assertThat(drop.delete(1).ok()).isTrue();
        }

        try (var drop = fixture.open(account(Encryption.TLS))) {
            assertThat(drop.count().messages()).isEqualTo(2);
            assertThat(drop.delete(List.of(1))).extracting(Reply::ok).containsExactly(true);
            assertThat(drop.reset().ok()).isTrue();
            assertThat(drop.delete(2).ok()).isTrue();
            assertThat(drop.quit().ok()).isTrue();
        }
        try (var drop = fixture.open(account(Encryption.TLS))) {
            assertThat(drop.count().messages()).isEqualTo(1);
        }
    }

    @Test
    void tenThousandMessagesAreListedAndTaken() throws IOException {
        dovecot.fill(user, 10_000);
        var sum = new Sum();

        try (var drop = fixture.open(account(Encryption.TLS))) {
            var listing = drop.list();
            drop.retrieve(IntStream.rangeClosed(1, 10_000).boxed().toList(), sum);

            assertThat(listing.complete()).isTrue();
            assertThat(listing.entries().stream().map(Listing.Entry::uidl).distinct())
                    .hasSize(10_000);
            assertThat(sum.messages).isEqualTo(10_000);
            assertThat(sum.octets).isEqualTo(drop.count().octets());
        }
    }

    private void append(String message) {
        dovecot.append(user, "INBOX", message.getBytes(ISO_8859_1), Instant.now());
    }

    private Account account(Encryption encryption) {
        var port = encryption == Encryption.TLS ? dovecot.pop3sPort() : dovecot.pop3Port();
        return fixture.account(user, new Endpoint("127.0.0.1", port, encryption));
    }
}
