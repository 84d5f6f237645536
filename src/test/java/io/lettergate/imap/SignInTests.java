package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedServer;
import io.lettergate.ScriptedServer.Dialogue;
import io.lettergate.Transcript;
import io.lettergate.accounts.AccessToken;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Credential;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to prove who somebody is, to servers that offer this and that. */
class SignInTests {

    private static final String SALT = "QSXCR+Q6sek8bf92";

    private ConnectorFixture fixture = ConnectorFixture.with("lettergate.net.answer-timeout=5s");

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void onePlainCommandIsEnoughWhereTheServerSaysWhatItOffersByItself() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello");
            client.say(client.tag() + " OK [CAPABILITY IMAP4rev1 MOVE] welcome");
            client.hear();
        })) {
            try (var wire = open(server, new Password("right"))) {
                assertThat(wire.hasCapability("MOVE")).isTrue();
                assertThat(wire.hasCapability("SASL-IR")).isFalse();
            }
            assertThat(server.heard())
                    .singleElement()
                    .asString()
                    .endsWith("AUTHENTICATE PLAIN " + base64("\0robin@vale.example\0right"));
        }
    }

    @Test
    void withoutSaslIrTheFirstWordWaitsForItsTurn() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello");
            var tag = client.tag();
            client.say("+ ");
            client.hear();
            client.say(tag + " OK [CAPABILITY IMAP4rev1] welcome");
            client.hear();
        })) {
            open(server, new Password("right")).close();

            assertThat(server.heard().getFirst()).endsWith("AUTHENTICATE PLAIN");
            assertThat(server.heard().get(1)).isEqualTo(base64("\0robin@vale.example\0right"));
        }
    }

    @Test
    void theMechanismLoginServesWhereTheCommandIsForbidden() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=LOGIN] hello");
            var tag = client.tag();
            client.say("+ " + base64("Username:"));
            client.hear();
            client.say("+ " + base64("Password:"));
            client.hear();
            client.say(tag + " OK [CAPABILITY IMAP4rev1] welcome");
            client.hear();
        })) {
            open(server, new Password("right")).close();

            assertThat(server.heard().subList(1, 3)).containsExactly(base64("robin@vale.example"), base64("right"));
        }
    }

    @Test
    void sayingWhoWeAreWaitsForNoAnswer() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN ID] hello");
            client.say(client.tag() + " OK [CAPABILITY IMAP4rev1 ID] welcome");
            var introduction = client.tag();
            var select = client.tag();
            client.say("* ID (\"name\" \"Hillmail\" \"version\" \"1.2\")");
            client.say(introduction + " OK pleased");
            client.say("* OK [UIDVALIDITY 1] here");
            client.say(select + " OK selected");
            client.hear();
        })) {
            try (var wire = open(server, new Password("right"))) {
                Selecting.select(wire, MailboxName.INBOX);

                assertThat(wire.server().identity()).isEqualTo("name Hillmail version 1.2");
            }
            assertThat(server.heard().get(1)).contains(" ID (\"name\" \"Lettergate\"");
        }
    }

    @Test
    void aServerThatTrustsUsIsToldWhoAsksBeforeTheySignIn() throws IOException {
        try (var server = ScriptedServer.playing(Transcript.of("id-before-signing-in"))) {
            var account = fixture.account("robin@vale.example", at(server), "right");

            fixture.connector().check(account, new Password("right"), "203.0.113.9");

            assertThat(server.heard().getFirst()).contains("\"x-originating-ip\" \"203.0.113.9\"");
        }
    }

    @Test
    void nobodyElseIsToldWhoAsks() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.welcome("IMAP4rev1", "ID");
            for (var line = client.hear(); line != null; line = client.hear()) {
                client.say(line.substring(0, line.indexOf(' ')) + " OK");
            }
        })) {
            var account = fixture.account("robin@vale.example", at(server), "right");

            fixture.connector().check(account, new Password("right"));
            fixture.connector().inSession(account, session -> session.features());

            assertThat(server.heard()).isNotEmpty().noneMatch(line -> line.contains("x-originating-ip"));
        }
    }

    private static Endpoint at(ScriptedServer server) {
        return new Endpoint("127.0.0.1", server.port(), Encryption.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256", "SCRAM-SHA-1"})
    void aPasswordIsProvenWithoutBeingSent(String mechanism) throws IOException {
        try (var server = ScriptedServer.playing(client -> scram(client, mechanism, 4096, "right"))) {
            open(server, new Password("right")).close();

            assertThat(server.heard())
                    .noneMatch(line ->
                            line.contains(base64("right")) || decoded(line).contains("right"));
            assertThat(server.heard().getFirst()).contains("AUTHENTICATE " + mechanism);
        }
    }

    @Test
    @DisplayName("A5 a server that does not know the password is refused")
    void aServerThatDoesNotKnowThePasswordIsRefused() throws IOException {
        try (var server = ScriptedServer.playing(client -> scram(client, "SCRAM-SHA-256", 4096, "guessed"))) {
            assertThatThrownBy(() -> open(server, new Password("right")))
                    .isInstanceOf(MailFailure.ServerUnreadable.class)
                    .hasMessageContaining("could not prove that it knows the password");
        }
    }

    @Test
    @DisplayName("A5 a server that agrees without any proof is refused")
    void aServerThatAgreesWithoutProofIsRefused() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256] hello");
            client.say(client.tag() + " OK [CAPABILITY IMAP4rev1] welcome");
            client.hear();
        })) {
            assertThatThrownBy(() -> open(server, new Password("right")))
                    .isInstanceOf(MailFailure.ServerUnreadable.class)
                    .hasMessageContaining("did not prove");
        }
    }

    @Test
    @DisplayName("A5 a billion rounds of hashing are not done")
    void aBillionRoundsAreNotDone() throws IOException {
        try (var server = ScriptedServer.playing(client -> scram(client, "SCRAM-SHA-256", 1_000_000_000, "right"))) {
            assertThatThrownBy(() -> open(server, new Password("right")))
                    .isInstanceOf(MailFailure.ServerUnreadable.class)
                    .hasMessageContaining("1000000000 rounds");
        }
    }

    @Test
    @DisplayName("A2 an expired token is renewed once and tried once more")
    void anExpiredTokenIsRenewedOnce() throws IOException {
        var renewals = new AtomicInteger();
        var connections = new AtomicInteger();
        try (var server = ScriptedServer.playing(client -> {
            if (connections.incrementAndGet() == 1) {
                refuseToken(client, "XOAUTH2");
            } else {
                client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] hello");
                client.say(client.tag() + " OK [CAPABILITY IMAP4rev1] welcome");
                client.hear();
            }
        })) {
            var token = new AccessToken("old", () -> "new" + renewals.incrementAndGet());

            open(server, token).close();

            assertThat(renewals).hasValue(1);
            assertThat(token.reveal()).isEqualTo("new1");
            assertThat(server.heard().getLast())
                    .endsWith("AUTHENTICATE XOAUTH2 " + base64("user=robin@vale.example\1auth=Bearer new1\1\1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"XOAUTH2", "OAUTHBEARER"})
    @DisplayName("A2 a token refused twice is a failure that names the server's reason")
    void aTokenRefusedTwiceIsRefused(String mechanism) throws IOException {
        var renewals = new AtomicInteger();
        try (var server = ScriptedServer.playing(client -> refuseToken(client, mechanism))) {
            var token = new AccessToken("old", () -> "new" + renewals.incrementAndGet());

            assertThatThrownBy(() -> open(server, token))
                    .isInstanceOf(MailFailure.SignInRefused.class)
                    .hasMessageContaining("invalid_token");

            assertThat(renewals).hasValue(1);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.heard().get(1)).isEqualTo(mechanism.equals("XOAUTH2") ? "" : "AQ==");
        }
    }

    @Test
    @DisplayName("A4 no token is sent where only passwords are taken")
    void noTokenIsSentWhereOnlyPasswordsAreTaken() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN AUTH=SCRAM-SHA-256] hello");
            client.hear();
        })) {
            assertThatThrownBy(() -> open(server, new AccessToken("t0ken", () -> "t0ken2")))
                    .isInstanceOf(MailFailure.SignInUnsupported.class);
            assertThat(server.heard()).isEmpty();
        }
    }

    @Test
    @DisplayName("R48 A7 a server that says we are signed in is left")
    void aServerThatSaysWeAreSignedInIsLeft() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* PREAUTH [CAPABILITY IMAP4rev1] somebody is here");
            client.hear();
        })) {
            assertThatThrownBy(() -> open(server, new Password("right")))
                    .isInstanceOf(MailFailure.SignInUnsupported.class)
                    .hasMessageContaining("signed in already");
            assertThat(server.heard()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NO [LIMIT] go away",
                "NO [ALERT] Too many simultaneous connections. (Failure)",
                "NO Maximum number of connections from user+IP exceeded"
            })
    void tooManyConnectionsAreNoWrongPassword(String words) throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello");
            client.say(client.tag() + " " + words);
            client.hear();
        })) {
            assertThatThrownBy(() -> open(server, new Password("right")))
                    .isInstanceOf(MailFailure.TooManyConnections.class);
        }
    }

    private ImapWire open(ScriptedServer server, Credential credential) {
        var endpoint = new Endpoint("127.0.0.1", server.port(), Encryption.NONE);
        Account account = fixture.account("robin@vale.example", endpoint, "right");
        return fixture.signIn().open(account, credential);
    }

    private static void refuseToken(Dialogue client, String mechanism) throws IOException {
        client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=" + mechanism + "] hello");
        var tag = client.tag();
        client.say("+ " + base64("{\"status\":\"invalid_token\",\"scope\":\"mail\"}"));
        client.hear();
        client.say(tag + " NO [AUTHENTICATIONFAILED] no");
        client.hear();
    }

    /** A server that does its part of RFC 5802, for a password that it may only have guessed. */
    private static void scram(Dialogue client, String mechanism, int iterations, String password) throws IOException {
        client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=" + mechanism + "] hello");
        var begin = client.hear();
        var bare = decoded(begin).substring("n,,".length());
        var first = "r=" + bare.substring(bare.indexOf("r=") + 2) + "server,s=" + SALT + ",i=" + iterations;
        client.say("+ " + base64(first));
        var last = client.hear();
        if (last == null) {
            return;
        }
        var withoutProof = decoded(last).replaceAll(",p=.*", "");
        client.say("+ "
                + base64("v=" + signature(mechanism, password, iterations, bare + "," + first + "," + withoutProof)));
        client.hear();
        client.say(begin.substring(0, begin.indexOf(' ')) + " OK [CAPABILITY IMAP4rev1] welcome");
        client.hear();
    }

    private static String signature(String mechanism, String password, int iterations, String message) {
        try {
            var hash = mechanism.endsWith("256") ? "SHA256" : "SHA1";
            var spec = new PBEKeySpec(
                    password.toCharArray(),
                    Base64.getDecoder().decode(SALT),
                    iterations,
                    mechanism.endsWith("256") ? 256 : 160);
            var salted = SecretKeyFactory.getInstance("PBKDF2WithHmac" + hash)
                    .generateSecret(spec)
                    .getEncoded();
            var key = hmac("Hmac" + hash, salted, "Server Key");
            return Base64.getEncoder().encodeToString(hmac("Hmac" + hash, key, message));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] hmac(String algorithm, byte[] key, String message) throws GeneralSecurityException {
        var mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The BASE64 at the end of a line; the line itself where there is none. */
    private static String decoded(String line) {
        try {
            return new String(
                    Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            return line;
        }
    }
}
