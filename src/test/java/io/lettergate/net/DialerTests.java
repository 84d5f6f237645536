package io.lettergate.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.DovecotServer;
import io.lettergate.ScriptedServer;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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
    void refusesACertificateForAnotherName() {
        var dovecot = DovecotServer.shared();

        assertThatThrownBy(() -> dial(dovecot.wrongNamePort(), Encryption.TLS, trusting(dovecot)))
                .isInstanceOf(MailFailure.TlsFailed.class)
                .hasMessageContaining("its certificate is for another name");
    }

    @Test
    void refusesACertificateOfAnUnknownAuthority() {
        var dovecot = DovecotServer.shared();

        assertThatThrownBy(() -> dial(dovecot.imapsPort(), Encryption.TLS, List.of()))
                .isInstanceOf(MailFailure.TlsFailed.class)
                .hasMessageContaining("not from an authority we trust");
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
    void waitsForAGreetingNoLongerThanItMay() throws IOException {
        try (var server = ScriptedServer.playing(client -> client.hear())) {
            assertThatThrownBy(
                            () -> dial(server.port(), Encryption.NONE, List.of("lettergate.net.connect-timeout=300ms")))
                    .isInstanceOf(MailFailure.ServerSlow.class);
        }
    }

    @Test
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

    private List<String> trusting(DovecotServer dovecot) {
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
