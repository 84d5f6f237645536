package io.lettergate.smtp;

import static io.lettergate.smtp.SmtpFixture.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedSmtpServer;
import io.lettergate.accounts.AccessToken;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.spi.Phase;
import io.lettergate.sending.spi.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending by OAuth: the same token that opens the mailbox. */
class SmtpTokenTests {

    private static final String MESSAGE = "From: robin@vale.example\r\nSubject: Apples\r\n\r\nRipe.\r\n";
    private static final String ADA = "ada@vale.example";
    private static final String COMPLAINT =
            Base64.getEncoder().encodeToString("{\"status\":\"invalid_token\"}".getBytes(StandardCharsets.UTF_8));

    private final AtomicInteger renewals = new AtomicInteger();
    private final AccessToken token = new AccessToken("old", () -> "new" + renewals.incrementAndGet());
    private ScriptedSmtpServer server;
    private SmtpFixture fixture;

    @BeforeEach
    void begin() {
        server = new ScriptedSmtpServer();
        fixture = SmtpFixture.with();
    }

    @AfterEach
    void end() throws IOException {
        fixture.close();
        server.close();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("R65 a token is handed over by XOAUTH2")
    void signsInByXoauth2() {
        server.offering("AUTH XOAUTH2 PLAIN");

        var verdicts = fixture.submit(server.port(), Encryption.NONE, letter(MESSAGE, ADA), token);

        assertThat(verdicts).extracting(Verdict::kind).containsExactly(Verdict.Kind.ACCEPTED);
        assertThat(server.heard())
                .contains("AUTH XOAUTH2 " + base64("user=robin@vale.example\1auth=Bearer old\1\1"))
                .noneMatch(line -> line.startsWith("AUTH PLAIN"));
        assertThat(renewals).hasValue(0);
    }

    @Test
    @DisplayName("R65 a token is handed over by OAUTHBEARER")
    void signsInByOauthbearer() {
        server.offering("AUTH OAUTHBEARER");

        fixture.submit(server.port(), Encryption.NONE, letter(MESSAGE, ADA), token);

        var said = server.heard().stream()
                .filter(line -> line.startsWith("AUTH OAUTHBEARER "))
                .map(line -> new String(Base64.getDecoder().decode(line.substring(17)), StandardCharsets.UTF_8))
                .findFirst();
        assertThat(said)
                .hasValueSatisfying(line ->
                        assertThat(line).startsWith("n,a=robin@vale.example,\1").contains("auth=Bearer old\1"));
    }

    @Test
    @DisplayName("A2 an expired token is renewed once, and the message is sent with the new one")
    void renewsAnExpiredToken() {
        server.offering("AUTH XOAUTH2");
        server.answering("AUTH", (client, said) -> {
            if (said.equals("AUTH XOAUTH2 " + base64("user=robin@vale.example\1auth=Bearer old\1\1"))) {
                client.say("334 " + COMPLAINT);
                client.hear();
                client.say("535 5.7.8 Token expired");
            } else {
                client.say("235 welcome");
            }
        });

        var verdicts = fixture.submit(server.port(), Encryption.NONE, letter(MESSAGE, ADA), token);

        assertThat(verdicts).extracting(Verdict::kind).containsExactly(Verdict.Kind.ACCEPTED);
        assertThat(renewals).hasValue(1);
        assertThat(server.taken()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XOAUTH2", "OAUTHBEARER"})
    @DisplayName(
            "A2 a token that is refused twice is told with the server's reason, before anything of the message is said")
    void tellsThatTheTokenIsRefused(String mechanism) {
        server.offering("AUTH " + mechanism);
        server.answering("AUTH", (client, said) -> {
            client.say("334 " + COMPLAINT);
            client.hear();
            client.say("535 5.7.8 Token expired");
        });

        assertThatThrownBy(() -> fixture.submit(server.port(), Encryption.NONE, letter(MESSAGE, ADA), token))
                .isInstanceOf(MailFailure.SignInRefused.class)
                .hasMessageContaining("invalid_token")
                .hasMessageContaining("password is not to blame");
        assertThat(renewals).hasValue(1);
        assertThat(fixture.phases()).containsExactly(Phase.CONNECT);
    }

    @Test
    @DisplayName("A4 no token is said where only passwords are taken")
    void saysNoTokenWherePasswordsAreTaken() {
        server.offering("AUTH PLAIN LOGIN SCRAM-SHA-256");

        assertThatThrownBy(() -> fixture.submit(server.port(), Encryption.NONE, letter(MESSAGE, ADA), token))
                .isInstanceOf(MailFailure.SignInUnsupported.class);
        assertThat(server.heard("AUTH")).isZero();
    }
}
