package io.lettergate.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedPop3Server;
import io.lettergate.accounts.AccessToken;
import io.lettergate.accounts.Password;
import io.lettergate.mail.MailFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to prove who somebody is, and what a refusal means. */
class PopSignInTests {

    private final PopFixture fixture = PopFixture.with("lettergate.net.answer-timeout=5s");
    private final ScriptedPop3Server server = new ScriptedPop3Server();

    @BeforeEach
    void fill() {
        server.holding("a", "Subject: one\r\n\r\nbody\r\n");
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
        server.close();
    }

    @Test
    void nameAndPasswordLetUsIn() {
        try (var drop = fixture.open(server)) {
            assertThat(drop.count()).isEqualTo(new Count(1, 22));
            assertThat(drop.capabilities().pipelining()).isTrue();
        }

        assertThat(server.heard()).containsExactly("CAPA", "USER robin@vale.example", "PASS secret", "CAPA", "STAT");
    }

    @Test
    void plainIsPreferredAndSaidInOneLine() {
        server.offering("SASL LOGIN PLAIN", "USER");

        fixture.open(server).close();

        assertThat(server.heard())
                .containsExactly("CAPA", "AUTH PLAIN " + base64("\0robin@vale.example\0secret"), "STAT");
    }

    @Test
    void whatIsTooLongForACommandIsSaidInASecondLine() {
        server.offering("SASL PLAIN");
        var word = "x".repeat(300);
        server.answering("AUTH", (client, command) -> {
            client.say("+ ");
            assertThat(client.hear()).isEqualTo(base64("\0robin@vale.example\0" + word));
            client.say("+OK");
        });

        fixture.signIn().open(fixture.account(server), new Password(word)).close();

        assertThat(server.heard().get(1)).isEqualTo("AUTH PLAIN");
    }

    @Test
    void aServerThatRefusesCapaIsTakenForAnOldOne() {
        server.answering("CAPA", "-ERR unknown command");

        try (var drop = fixture.open(server)) {
            assertThat(drop.capabilities().known()).isFalse();
            assertThat(drop.list().uidls()).isTrue();
        }

        assertThat(server.heard()).startsWith("CAPA", "USER robin@vale.example", "PASS secret", "STAT");
    }

    @Test
    void apopIsNeverSpoken() {
        server.answering("", "+OK <1896.697170952@vale.example>");

        fixture.open(server).close();

        assertThat(server.heard()).noneMatch(line -> line.startsWith("APOP"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-ERR [AUTH] no", "-ERR no", "-ERR", "-ERR [WHATEVER] no", "-ERR Account locked"})
    @DisplayName("A1 a wrong password is tried exactly once")
    void aWrongPasswordIsTriedOnce(String refusal) {
        server.answering("PASS", refusal);

        assertThatThrownBy(() -> fixture.open(server)).isInstanceOf(MailFailure.SignInRefused.class);
        assertThat(server.heard("PASS")).isEqualTo(1);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    @DisplayName("A1 a mechanism that fails is not followed by another")
    void noSecondMechanism() {
        server.offering("SASL PLAIN LOGIN", "USER").answering("AUTH", "-ERR [AUTH] no");

        assertThatThrownBy(() -> fixture.open(server)).isInstanceOf(MailFailure.SignInRefused.class);
        assertThat(server.heard()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -ERR [IN-USE] Do you have another POP session running?  | MaildropLocked
            -ERR maildrop already locked                            | MaildropLocked
            -ERR Unable to lock maildrop: Mailbox is in use         | MaildropLocked
            -ERR [LOGIN-DELAY] minimum time between mail checks     | SignedInTooSoon
            -ERR [SYS/TEMP] try later                               | ServerUnavailable
            -ERR [SYS/PERM] not enabled for POP access              | MaildropClosed
            -ERR too many connections for this user                 | TooManyConnections
            """)
    @DisplayName("P13 a refusal that is not the password's fault does not blame it")
    void otherRefusalsDoNotBlameThePassword(String refusal, String failure) {
        server.answering("PASS", refusal);

        assertThatThrownBy(() -> fixture.open(server))
                .satisfies(
                        thrown -> assertThat(thrown.getClass().getSimpleName()).isEqualTo(failure));
        assertThat(server.heard("PASS")).isEqualTo(1);
    }

    @Test
    @DisplayName("P13 the delay that a server names is the time to wait")
    void waitsAsLongAsTheServerSays() {
        server.offering("USER", "LOGIN-DELAY 600").answering("PASS", "-ERR [LOGIN-DELAY] wait");

        assertThatThrownBy(() -> fixture.open(server))
                .isInstanceOfSatisfying(
                        MailFailure.SignedInTooSoon.class,
                        soon -> assertThat(soon.retryAfter()).isEqualTo(Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @CsvSource({
        "-ERR [SYS/TEMP] full, ServerUnavailable",
        "-ERR go away, ServerUnavailable",
        "* OK imap, ServerUnreadable"
    })
    void aServerThatDoesNotWelcomeUsHearsNothing(String greeting, String failure) {
        server.answering("", greeting);

        assertThatThrownBy(() -> fixture.open(server))
                .satisfies(
                        thrown -> assertThat(thrown.getClass().getSimpleName()).isEqualTo(failure));
        assertThat(server.heard()).isEmpty();
    }

    @Test
    @DisplayName("A3 a token that is refused by a challenge is refused")
    void aRefusedTokenIsNoSignIn() {
        server.offering("SASL XOAUTH2").answering("AUTH", (client, command) -> {
            client.say("+ " + base64("{\"status\":\"400\",\"schemes\":\"Bearer\"}"));
            client.hear();
            client.say("-ERR [AUTH] no");
        });
        var token = new AccessToken("old", () -> {
            throw new MailFailure.SignInNeeded();
        });

        assertThatThrownBy(() -> fixture.signIn().open(fixture.account(server), token))
                .isInstanceOf(MailFailure.SignInNeeded.class);
        assertThat(server.heard("STAT")).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("A3 a token that was complained about lets nobody in, whatever comes after the complaint")
    void aComplaintIsARefusalWhateverFollows(boolean agrees) {
        server.offering("SASL OAUTHBEARER XOAUTH2").answering("AUTH", (client, command) -> {
            client.say("+ eyJzdGF0dXMiOiI0MDEifQ==");
            client.hear();
            if (!agrees) {
                throw new ScriptedPop3Server.HangUp();
            }
            client.say("+OK");
        });

        assertThatThrownBy(() -> fixture.signIn().open(fixture.account(server), new AccessToken("old", () -> "older")))
                .isInstanceOf(MailFailure.SignInRefused.class)
                .hasMessageContaining("401");
        assertThat(server.heard("STAT")).isZero();
    }

    @Test
    @DisplayName("A2 a token that ended is renewed once")
    void anOldTokenIsRenewedOnce() {
        var tries = new AtomicInteger();
        server.offering("SASL XOAUTH2").answering("AUTH", (client, command) -> {
            if (tries.incrementAndGet() == 1) {
                client.say("+ eyJzdGF0dXMiOiI0MDEifQ==");
                client.hear();
                client.say("-ERR");
            } else {
                client.say("+OK");
            }
        });

        fixture.signIn()
                .open(fixture.account(server), new AccessToken("old", () -> "new"))
                .close();

        assertThat(server.heard("AUTH")).isEqualTo(2);
        assertThat(server.heard()).contains("AUTH XOAUTH2 " + base64("user=robin@vale.example\1auth=Bearer new\1\1"));
    }

    @Test
    void aLongTokenIsSaidInTwoLines() {
        server.offering("SASL XOAUTH2").answering("AUTH XOAUTH2", (client, command) -> {
            client.say("+ ");
            client.hear();
            client.say("+OK");
        });
        var token = "t".repeat(1500);

        fixture.signIn()
                .open(fixture.account(server), new AccessToken(token, () -> token))
                .close();

        assertThat(server.heard().subList(1, 3))
                .isEqualTo(List.of("AUTH XOAUTH2", base64("user=robin@vale.example\1auth=Bearer " + token + "\1\1")));
    }

    @Test
    @DisplayName("A4 a token goes by no way that is made for passwords")
    void aTokenIsNotSentAsAPassword() {
        server.offering("SASL PLAIN LOGIN", "USER");

        assertThatThrownBy(() ->
                        fixture.signIn().open(fixture.account(server), new AccessToken("secret-token", () -> "x")))
                .isInstanceOf(MailFailure.SignInUnsupported.class);
        assertThat(server.heard()).containsExactly("CAPA");
    }

    @Test
    @DisplayName("A5 a server that cannot prove itself is not believed")
    void aServerThatCannotProveItselfIsRefused() {
        server.offering("SASL SCRAM-SHA-256").answering("AUTH", "+OK come in");

        assertThatThrownBy(() -> fixture.open(server)).isInstanceOf(MailFailure.ServerUnreadable.class);
        assertThat(server.heard("STAT")).isZero();
    }

    @Test
    @DisplayName("A3 only a session that counts its mail is a proof")
    void aSignInWithoutACountIsNone() {
        server.answering("STAT", "-ERR you are nobody");

        assertThatThrownBy(() -> fixture.open(server)).isInstanceOf(MailFailure.ServerUnavailable.class);
        assertThatThrownBy(() -> fixture.check().check(fixture.account(server), new Password("secret")))
                .isInstanceOf(MailFailure.ServerUnavailable.class);
    }

    @Test
    void aPasswordIsCheckedByOneSession() {
        fixture.check().check(fixture.account(server), new Password("secret"));

        assertThat(server.heard("PASS")).isEqualTo(1);
        assertThat(server.heard()).last().isEqualTo("QUIT");
    }

    @Test
    void aLockedMaildropProvesNoPassword() {
        server.answering("PASS", "-ERR [IN-USE] busy");

        assertThatThrownBy(() -> fixture.check().check(fixture.account(server), new Password("secret")))
                .isInstanceOf(MailFailure.MaildropLocked.class);
    }

    @Test
    void aServerThatOffersNothingWeKnowHearsNoSecret() {
        server.offering("SASL GSSAPI");

        assertThatThrownBy(() -> fixture.open(server)).isInstanceOf(MailFailure.SignInUnsupported.class);
        assertThat(server.heard()).containsExactly("CAPA");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
