package io.lettergate.smtp;

import static io.lettergate.smtp.SmtpFixture.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedServer;
import io.lettergate.ScriptedSmtpServer;
import io.lettergate.ScriptedSmtpServer.Taken;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.spi.Phase;
import io.lettergate.sending.spi.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SmtpSubmitterTests {

    private static final String HEADER = "From: robin@vale.example\r\nSubject: Apples\r\n\r\n";
    private static final String MESSAGE = HEADER + "Ripe.\r\n";
    private static final String ADA = "ada@vale.example";

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

    @Test
    void handsAMessageInStepByStep() {
        var verdicts = fixture.submit(server, letter(MESSAGE, ADA));

        assertThat(verdicts).extracting(Verdict::kind).containsExactly(Verdict.Kind.ACCEPTED);
        assertThat(verdicts).extracting(Verdict::words).containsExactly("250 2.0.0 queued");
        assertThat(fixture.phases()).containsExactly(Phase.values());
        assertThat(server.taken()).containsExactly(new Taken("robin@vale.example", List.of(ADA), MESSAGE));
        assertThat(server.heard())
                .startsWith("EHLO [127.0.0.1]")
                .contains("MAIL FROM:<robin@vale.example> SIZE=" + MESSAGE.length());
    }

    @Test
    @DisplayName("R43 dots are doubled and line ends made whole, so that no server sees another end")
    void stuffsDotsAndMakesLineEndsWhole() {
        var smuggled = HEADER + ".one\r\n..two\n.\nMAIL FROM:<eve@x.example>\r.\r\n\r\n.\rend";

        fixture.submit(server, letter(smuggled, ADA));

        assertThat(server.taken()).hasSize(1);
        assertThat(server.taken().getFirst().octets())
                .isEqualTo(HEADER + ".one\r\n..two\r\n.\r\nMAIL FROM:<eve@x.example>\r\n.\r\n\r\n.\r\nend\r\n");
    }

    @Test
    void asksForReportsWhereTheServerMakesThem() {
        server.offering("DSN", "AUTH PLAIN");

        fixture.submit(server, letter(MESSAGE, "a+b=c@vale.example"));

        assertThat(server.heard())
                .contains("MAIL FROM:<robin@vale.example> RET=HDRS ENVID=4f1c")
                .contains("RCPT TO:<a+b=c@vale.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;a+2Bb+3Dc@vale.example");
    }

    @Test
    void saysWhenTextsAreBeyondAscii() {
        server.offering("8BITMIME", "SMTPUTF8", "AUTH PLAIN");

        fixture.submit(server, letter(HEADER + "\u00C3\u00A4\r\n", ADA));
        fixture.submit(server, letter(MESSAGE, "d\u00F6rte@b\u00FCcher.example"));

        assertThat(server.heard())
                .contains("MAIL FROM:<robin@vale.example> BODY=8BITMIME")
                .contains("MAIL FROM:<robin@vale.example> SMTPUTF8")
                .contains("RCPT TO:<d\u00C3\u00B6rte@b\u00C3\u00BCcher.example>");
    }

    @Test
    @DisplayName("S7 texts beyond ASCII and a server without 8BITMIME: refused before MAIL FROM")
    void refusesEightBitsWithoutTheExtension() {
        server.offering("AUTH PLAIN");

        var verdicts = fixture.submit(server, letter(HEADER + "\u00C3\u00A4\r\n", ADA));

        assertThat(verdicts).extracting(Verdict::kind).containsExactly(Verdict.Kind.REFUSED);
        assertThat(verdicts.getFirst().words()).contains("8BITMIME");
        assertThat(server.heard("MAIL")).isZero();
    }

    @Test
    void tellsWhatWasSaidOfEachRecipient() {
        server.answering("RCPT TO:<bob", "550-No\r\n550 Bob");
        server.answering("RCPT TO:<cat", "450 Cat is busy");

        var verdicts = fixture.submit(server, letter(MESSAGE, ADA, "bob@vale.example", "cat@vale.example"));

        assertThat(verdicts)
                .extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.ACCEPTED, Verdict.Kind.REFUSED, Verdict.Kind.LATER);
        assertThat(verdicts.get(1).words()).isEqualTo("550 No Bob");
    }

    @Test
    void sendsNothingWhereNobodyIsLeft() {
        server.answering("RCPT", "550 nobody");

        fixture.submit(server, letter(MESSAGE, ADA));

        assertThat(server.heard("DATA")).isZero();
        assertThat(fixture.phases()).last().isEqualTo(Phase.RCPT);
    }

    @Test
    @DisplayName("S3 a server that goes at RCPT has nobody's message")
    void leavesAServerThatGoes() {
        server.answering("RCPT TO:<bob", "421 shutting down");

        var verdicts = fixture.submit(server, letter(MESSAGE, ADA, "bob@vale.example", "cat@vale.example"));

        assertThat(verdicts)
                .extracting(Verdict::kind)
                .containsOnly(Verdict.Kind.LATER)
                .hasSize(3);
        assertThat(server.heard("DATA")).isZero();
    }

    @Test
    void believesNoYesToDataButTheRightOne() {
        server.answering("DATA", "250 done");

        assertThatThrownBy(() -> fixture.submit(server, letter(MESSAGE, ADA)))
                .isInstanceOf(MailFailure.ServerUnreadable.class);
        assertThat(fixture.phases()).doesNotContain(Phase.DOT_SENT);
    }

    @Test
    @DisplayName("S3 the message is refused at the dot: nobody is in doubt")
    void isNotInDoubtWhenTheDotIsRefused() {
        server.answering("DOT", "552 5.6.0 Not this");

        var verdicts = fixture.submit(server, letter(MESSAGE, ADA));

        assertThat(verdicts).extracting(Verdict::kind).containsExactly(Verdict.Kind.REFUSED);
    }

    @Test
    @DisplayName("R47 answers that do not end are not listened to")
    void boundsWhatAServerSays() throws IOException {
        for (var flood :
                List.of("x".repeat(100_000), "220-more\r\n".repeat(100_000), "2x0 no\r\n", "220-a\r\n250 b\r\n")) {
            try (var hostile = ScriptedServer.playing(client -> {
                client.say("220 hello");
                client.hear();
                client.raw(flood);
                client.hear();
            })) {
                assertThatThrownBy(() -> fixture.submit(hostile.port(), Encryption.NONE, letter(MESSAGE, ADA)))
                        .as(flood.substring(0, 5))
                        .isInstanceOfAny(MailFailure.ServerUnreadable.class, MailFailure.ServerUnreachable.class);
            }
        }
    }

    @Test
    @DisplayName("R47 a server that drips fails in time")
    void waitsNoLongerForAServerThatDrips() throws IOException {
        try (var slow = ScriptedServer.playing(client -> {
                    client.say("220 hello");
                    client.hear();
                    while (true) {
                        client.raw("2");
                        Thread.sleep(50);
                    }
                });
                var hurried = SmtpFixture.with("lettergate.net.answer-timeout=500ms")) {
            assertThatThrownBy(() -> hurried.submit(slow.port(), Encryption.NONE, letter(MESSAGE, ADA)))
                    .isInstanceOf(MailFailure.ServerSlow.class);
        }
    }

    @Test
    @DisplayName("R48 nothing counts that was said in plain text behind the answer to STARTTLS")
    void trustsNothingBehindStarttls() throws IOException {
        try (var injecting = ScriptedServer.playing(client -> {
            client.say("220 hello");
            client.hear();
            client.raw("250-scripted\r\n250 STARTTLS\r\n");
            client.hear();
            client.raw("220 begin\r\n250-scripted\r\n250 AUTH PLAIN\r\n");
            client.hear();
        })) {
            assertThatThrownBy(() -> fixture.submit(injecting.port(), Encryption.STARTTLS, letter(MESSAGE, ADA)))
                    .isInstanceOf(MailFailure.TlsFailed.class);
            assertThat(injecting.heard()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test
    @DisplayName("R48 nothing secret is sent where STARTTLS is refused")
    void sendsNothingWithoutStarttls() throws IOException {
        server.answering("STARTTLS", "454 not now");

        assertThatThrownBy(() -> fixture.submit(server.port(), Encryption.STARTTLS, letter(MESSAGE, ADA)))
                .isInstanceOf(MailFailure.TlsFailed.class);
        assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }

    @Test
    void signsInByTheBestThatIsOffered() {
        server.offering("AUTH LOGIN PLAIN");

        fixture.submit(server, letter(MESSAGE, ADA));

        var said = Base64.getEncoder().encodeToString("\0robin@vale.example\0secret".getBytes(StandardCharsets.UTF_8));
        assertThat(server.heard()).contains("AUTH PLAIN " + said);
    }

    @Test
    void tellsThatThePasswordIsRefused() {
        server.answering("AUTH", "535 5.7.8 No");
        var access = SmtpFixture.access(server.port(), Encryption.NONE);

        assertThatThrownBy(() -> fixture.signIn().check(access, new Password("wrong")))
                .isInstanceOf(MailFailure.SignInRefused.class)
                .hasMessageContaining("535 5.7.8 No");
        assertThat(server.heard("AUTH")).isEqualTo(1);
    }

    @Test
    void doesNotBlameThePasswordForATrouble() {
        server.answering("AUTH", "454 4.7.0 Later");
        var access = SmtpFixture.access(server.port(), Encryption.NONE);

        assertThatThrownBy(() -> fixture.signIn().check(access, new Password("secret")))
                .isInstanceOf(MailFailure.ServerUnavailable.class);
    }

    @Test
    void handsNothingInUnsignedUnlessTheOperatorSaysSo() throws IOException {
        server.offering("SIZE 1000000");

        assertThatThrownBy(() -> fixture.submit(server, letter(MESSAGE, ADA)))
                .isInstanceOf(MailFailure.SignInUnsupported.class);
        try (var open = SmtpFixture.with("lettergate.smtp.without-sign-in=true")) {
            open.submit(server, letter(MESSAGE, ADA));
        }

        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void readsOldWaysToOfferMechanisms() {
        assertThat(Extensions.of(List.of("hello", "AUTH=LOGIN PLAIN", "size 0")).mechanisms())
                .contains("LOGIN", "PLAIN");
        assertThat(Extensions.of(List.of("hello", "SIZE 0")).largest()).isEmpty();
        assertThat(Extensions.of(List.of("hello", "SIZE 99999999999999999999")).largest())
                .isEmpty();
        assertThat(Extensions.of(List.of("hello")).mechanisms()).isEmpty();
    }
}
