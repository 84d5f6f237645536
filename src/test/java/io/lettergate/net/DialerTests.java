package io.lettergate.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.lettergate.DovecotServer;
import io.lettergate.ScriptedServer;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

class DialerTests {

    @TempDir
    Path directory;

    @Test
    void readsTheGreetingOverTlsFromWhomItTrusts() {
        var dovecot = DovecotServer.shared();

        var greeting = dial(dovecot.imapsPort(), Encryption.TLS, trusting(dovecot));

        assertThat(greeting).startsWith("* OK");
    }

    @Test
    void becomesSecureByStarttls() {
        var dovecot = DovecotServer.shared();

        var greeting = dial(dovecot.imapPort(), Encryption.STARTTLS, trusting(dovecot));

        assertThat(greeting).startsWith("* OK");
    }

    @Test
    @DisplayName("R48 N3 a certificate for another name is refused")
    void refusesACertificateForAnotherName() {
        var dovecot = DovecotServer.shared();

        assertThatThrownBy(() -> dial(dovecot.wrongNamePort(), Encryption.TLS, trusting(dovecot)))
                .isInstanceOf(MailFailure.TlsFailed.class)
                .hasMessageContaining("its certificate is for another name");
    }

    @Test
    @DisplayName("R48 N3 a certificate of an unknown authority is refused")
    void refusesACertificateOfAnUnknownAuthority() {
        var dovecot = DovecotServer.shared();

        assertThatThrownBy(() -> dial(dovecot.imapsPort(), Encryption.TLS, List.of()))
                .isInstanceOf(MailFailure.TlsFailed.class)
                .hasMessageContaining("not from an authority we trust")
                .hasMessageContaining(fingerprint(dovecot));
    }

    @Test
    @DisplayName("R48 N3 a certificate that the operator named counts, whoever signed it and whatever name it bears")
    void acceptsThePinnedCertificate() {
        var dovecot = DovecotServer.shared();
        var pin = List.of(
                "lettergate.net.pins[0].host=127.0.0.1", "lettergate.net.pins[0].sha256=" + fingerprint(dovecot));

        assertThat(dial(dovecot.imapsPort(), Encryption.TLS, pin)).startsWith("* OK");
    }

    @Test
    @DisplayName("R48 N3 where the operator named a certificate, no other counts")
    void refusesAnyOtherThanThePinnedCertificate() {
        var dovecot = DovecotServer.shared();
        var pinned = trusting(dovecot);
        pinned.add("lettergate.net.pins[0].host=127.0.0.1");
        pinned.add("lettergate.net.pins[0].sha256=" + "00:".repeat(31) + "00");

        assertThatThrownBy(() -> dial(dovecot.imapsPort(), Encryption.TLS, pinned))
                .isInstanceOf(MailFailure.TlsFailed.class)
                .hasMessageContaining("not the one that the operator named")
                .hasMessageContaining(fingerprint(dovecot));
    }

    /** Of what the server shows, as found by the refusal of somebody who trusts nobody. */
    private static String fingerprint(DovecotServer dovecot) {
        try {
            dial(dovecot.imapsPort(), Encryption.TLS, List.of());
        } catch (MailFailure.TlsFailed refused) {
            return String.valueOf(refused.fingerprint());
        }
        throw new AssertionError("It was trusted");
    }

    @Test
    @DisplayName("R48 N3 a certificate that has ended is refused")
    void refusesACertificateThatHasEnded() throws Exception {
        try (var server = ExpiredServer.start(directory)) {
            assertThatThrownBy(() -> dial(server.port(), Encryption.TLS, server.trusting()))
                    .isInstanceOf(MailFailure.TlsFailed.class)
                    .hasMessageContaining("its certificate has ended")
                    .hasMessageContaining(server.fingerprint());
        }
    }

    @Test
    void saysThatAPlainPortSpeaksNoTls() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK plain");
            client.hear();
        })) {
            assertThatThrownBy(() -> dial(server.port(), Encryption.TLS, List.of()))
                    .isInstanceOf(MailFailure.TlsFailed.class)
                    .hasMessageContaining("it does not speak TLS on this port");
        }
    }

    @Test
    @DisplayName("R48 N2 nothing more is sent where STARTTLS is refused")
    void sendsNothingMoreWhereStarttlsIsRefused() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1] hello");
            client.say(client.tag() + " NO not today");
            client.hear();
        })) {
            assertThatThrownBy(() -> dial(server.port(), Encryption.STARTTLS, List.of()))
                    .isInstanceOf(MailFailure.TlsFailed.class)
                    .hasMessageContaining("does not offer STARTTLS");
            assertThat(server.heard()).containsExactly("a STARTTLS");
        }
    }

    @Test
    @DisplayName("R48 N2 nothing counts that was said in plain text behind the answer")
    void trustsNothingThatWasSaidInPlainTextBehindTheAnswer() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK hello");
            client.raw(client.tag() + " OK begin\r\n* CAPABILITY AUTH=PLAIN\r\n");
            client.hear();
        })) {
            assertThatThrownBy(() -> dial(server.port(), Encryption.STARTTLS, List.of()))
                    .isInstanceOf(MailFailure.TlsFailed.class);
        }
    }

    @Test
    @DisplayName("R48 N2 nothing more is sent where STARTTLS is not known")
    void sendsNothingMoreWhereStarttlsIsNotKnown() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello");
            client.say(client.tag() + " BAD what is that");
            client.hear();
        })) {
            assertThatThrownBy(() -> dial(server.port(), Encryption.STARTTLS, List.of()))
                    .isInstanceOf(MailFailure.TlsFailed.class);
            assertThat(server.heard()).containsExactly("a STARTTLS");
        }
    }

    @Test
    @DisplayName("R47 N4 a handshake that drips fails in time")
    void waitsNoLongerForAHandshakeThatDrips() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.raw("\u0016\u0003\u0003\u0040\u0000");
            while (true) {
                client.raw("x");
                Thread.sleep(50);
            }
        })) {
            assertThatThrownBy(
                            () -> dial(server.port(), Encryption.TLS, List.of("lettergate.net.connect-timeout=500ms")))
                    .isInstanceOf(MailFailure.ServerSlow.class);
        }
    }

    @Test
    @DisplayName("R48 A7 nobody is signed in before the connection is secure")
    void refusesToBeSignedInBeforeItIsSecure() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* PREAUTH welcome");
            client.hear();
        })) {
            assertThatThrownBy(() -> dial(server.port(), Encryption.STARTTLS, List.of()))
                    .isInstanceOf(MailFailure.TlsFailed.class);
            assertThat(server.heard()).isEmpty();
        }
    }

    @Test
    void saysThatNothingListens() throws IOException {
        int port;
        try (var once = new ServerSocket(0)) {
            port = once.getLocalPort();
        }

        assertThatThrownBy(() -> dial(port, Encryption.NONE, List.of()))
                .isInstanceOf(MailFailure.ServerUnreachable.class)
                .hasMessageContaining("nothing listens there");
    }

    @Test
    void saysThatThereIsNoSuchHost() {
        assertThatThrownBy(() -> dial(new Endpoint("mail.invalid", 143, Encryption.NONE), List.of()))
                .isInstanceOf(MailFailure.ServerUnreachable.class)
                .hasMessageContaining("no host of this name");
    }

    @Test
    @DisplayName("R47 N4 a server that accepts and stays silent fails in time")
    void waitsForAGreetingNoLongerThanItMay() throws IOException {
        try (var server = ScriptedServer.playing(client -> client.hear())) {
            assertThatThrownBy(
                            () -> dial(server.port(), Encryption.NONE, List.of("lettergate.net.connect-timeout=300ms")))
                    .isInstanceOf(MailFailure.ServerSlow.class);
        }
    }

    @Test
    @DisplayName("N4 a server that accepts and stays silent keeps no thread of ours")
    void leavesNoThreadWithAServerThatStaysSilent() throws IOException {
        var before = threadsInDials();
        try (var server = ScriptedServer.playing(client -> client.hear())) {
            for (var encryption : List.of(Encryption.NONE, Encryption.STARTTLS)) {
                assertThatThrownBy(
                                () -> dial(server.port(), encryption, List.of("lettergate.net.connect-timeout=300ms")))
                        .isInstanceOf(MailFailure.ServerSlow.class);
            }

            await().untilAsserted(() -> assertThat(before).containsAll(threadsInDials()));
        }
    }

    /** The threads that dial or read, those that Java itself schedules too; connections of other tests may go on. */
    private Set<String> threadsInDials() throws IOException {
        var dump = directory.resolve(UUID.randomUUID() + ".txt");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
        return Arrays.stream(Files.readString(dump).split("\n(?=#)"))
                .filter(thread -> thread.contains("io.lettergate.net.Dialer.")
                        || thread.contains("io.lettergate.net.DeadlineStream."))
                .map(thread -> thread.substring(0, thread.indexOf(' ')))
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName("R47 N4 a greeting that drips fails in time")
    void waitsNoLongerForAGreetingThatDrips() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            while (true) {
                client.raw("*");
                Thread.sleep(100);
            }
        })) {
            assertThatThrownBy(
                            () -> dial(server.port(), Encryption.NONE, List.of("lettergate.net.connect-timeout=500ms")))
                    .isInstanceOf(MailFailure.ServerSlow.class);
        }
    }

    @Test
    @DisplayName("R47 N5 a greeting without end is not read")
    void readsNoEndlessGreeting() throws IOException {
        try (var server = ScriptedServer.playing(client -> client.raw("*".repeat(100_000)))) {
            assertThatThrownBy(() -> dial(server.port(), Encryption.NONE, List.of()))
                    .isInstanceOf(MailFailure.ServerUnreadable.class);
        }
    }

    private static String dial(int port, Encryption encryption, List<String> properties) {
        return dial(new Endpoint("127.0.0.1", port, encryption), properties);
    }

    private static String dial(Endpoint endpoint, List<String> properties) {
        try (var context = new AnnotationConfigApplicationContext()) {
            TestPropertyValues.of(properties).applyTo(context);
            context.register(Parts.class);
            context.refresh();
            try (var connection = context.getBean(Dialer.class).dial(endpoint, Upgrade.IMAP)) {
                return connection.greeting();
            }
        }
    }

    private ArrayList<String> trusting(DovecotServer dovecot) {
        var properties = new ArrayList<String>();
        properties.add("lettergate.net.ssl-bundle=mail");
        properties.add("spring.ssl.bundle.pem.mail.truststore.certificate=file:" + authority(dovecot));
        return properties;
    }

    private Path authority(DovecotServer dovecot) {
        try {
            var encoded = Base64.getMimeEncoder()
                    .encodeToString(dovecot.caCertificate().getEncoded());
            var pem = "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n";
            return Files.writeString(directory.resolve("ca.pem"), pem);
        } catch (IOException | java.security.cert.CertificateEncodingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @TestConfiguration
    @ComponentScan(basePackageClasses = Dialer.class)
    @ConfigurationPropertiesScan(basePackageClasses = Dialer.class)
    @Import(SslAutoConfiguration.class)
    static class Parts {

        /** Every server of a test is one that the operator named. */
        @Bean
        TrustedEndpoints everything() {
            return (host, port) -> true;
        }
    }
}
