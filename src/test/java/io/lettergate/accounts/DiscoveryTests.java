package io.lettergate.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lettergate.DnsServer;
import io.lettergate.DovecotServer;
import io.lettergate.HttpsServer;
import io.lettergate.Needs;
import io.lettergate.ScriptedServer;
import io.lettergate.Served;
import io.lettergate.StillTicker;
import io.lettergate.accounts.Candidate.Doubt;
import io.lettergate.accounts.Candidate.Source;
import io.lettergate.mail.Authentication;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import io.lettergate.net.Resolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/** Finds servers by real ones on loopback: of the Web, of names, and of mail. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest
@Import(DiscoveryTests.Loopback.class)
@DirtiesContext
@Timeout(120)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class DiscoveryTests {

    private static final Password PASSWORD = new Password(DovecotServer.PASSWORD);
    private static final DnsServer DNS = DnsServer.start();
    private static final HttpsServer WEB = web();
    private static final ScriptedServer SMTP = ScriptedServer.playing(client -> {
        client.say("220-smtp.test");
        client.say("220 at your service");
        client.hear();
        client.say("250-smtp.test");
        client.say("250 STARTTLS");
        client.hear();
        client.say("220 go on");
    });
    private static final ScriptedServer SILENT = ScriptedServer.playing(client -> client.hear());
    private static final int CLOSED = closed();

    private final Discovery discovery;
    private final Linking linking;
    private final StillTicker ticker;

    DiscoveryTests(Discovery discovery, Linking linking, StillTicker ticker) {
        this.discovery = discovery;
        this.linking = linking;
        this.ticker = ticker;
    }

    private static HttpsServer web() {
        try {
            return HttpsServer.bearing(
                    "autoconfig.own.test", "known.test", "db.test", "autoconfig.slow.test", "autoconfig.bad.test");
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int closed() {
        try (var once = new ServerSocket(0)) {
            return once.getLocalPort();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        DNS.close();
        WEB.close();
        SMTP.close();
        SILENT.close();
    }

    @DynamicPropertySource
    static void loopback(DynamicPropertyRegistry registry) {
        var dovecot = DovecotServer.shared();
        Served.by(registry, 0, "vale.example", dovecot.imapPort(), "NONE");
        registry.add("lettergate.accounts.discovery", () -> "9s");
        registry.add(
                "lettergate.accounts.autoconfig[0]",
                () -> "https://autoconfig.%EMAILDOMAIN%:" + WEB.port()
                        + "/mail/config-v1.1.xml?emailaddress=%EMAILADDRESS%");
        registry.add(
                "lettergate.accounts.autoconfig[1]",
                () -> "https://%EMAILDOMAIN%:" + WEB.port() + "/.well-known/autoconfig/mail/config-v1.1.xml");
        registry.add(
                "lettergate.accounts.provider-database", () -> "https://db.test:" + WEB.port() + "/v1.1/%EMAILDOMAIN%");
        registry.add("lettergate.net.dns[0]", DNS::address);
        registry.add("lettergate.net.open.networks[0]", () -> "127.0.0.1/32");
        var ports = List.of(
                WEB.port(),
                dovecot.imapsPort(),
                dovecot.imapPort(),
                dovecot.pop3sPort(),
                dovecot.wrongNamePort(),
                SMTP.port(),
                SILENT.port(),
                CLOSED);
        IntStream.range(0, ports.size())
                .forEach(at -> registry.add("lettergate.net.open.ports[" + at + "]", () -> ports.get(at)));
        registry.add("lettergate.net.ssl-bundle", () -> "mail");
        registry.add("spring.ssl.bundle.pem.mail.truststore.certificate", () -> WEB.pem() + pem(dovecot));
    }

    private static String pem(DovecotServer dovecot) {
        try {
            var encoded = Base64.getMimeEncoder()
                    .encodeToString(dovecot.caCertificate().getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void believesTheDomainItselfFirst() {
        WEB.answer(
                "autoconfig.own.test/mail/config-v1.1.xml",
                config(
                        incoming("imap", imaps(), "SSL", "%EMAILLOCALPART%", "OAuth2", "password-cleartext"),
                        incoming("pop3", pop3s(), "SSL", "%EMAILADDRESS%"),
                        outgoing(SMTP.port(), "STARTTLS")));
        WEB.answer("db.test/v1.1/own.test", config(incoming("imap", SILENT.port(), "SSL", "x")));

        var findings = discovery.find("robin@own.test");

        assertThat(findings.recommended(Protocol.IMAP)).hasValueSatisfying(candidate -> {
            assertThat(candidate.source()).isEqualTo(Source.AUTOCONFIG);
            assertThat(candidate.access().userName()).isEqualTo("robin");
            assertThat(candidate.access().incoming()).isEqualTo(door(imaps(), Encryption.TLS));
            assertThat(candidate.authentication()).contains(Authentication.OAUTH2, Authentication.PASSWORD);
        });
        assertThat(findings.best(Protocol.POP3)).isPresent();
        assertThat(findings.clues()).first().isEqualTo(new Clue(Source.AUTOCONFIG, "autoconfig.own.test", true));
        assertThat(findings.outgoing()).extracting(Outgoing::server).contains(door(SMTP.port(), Encryption.STARTTLS));
        assertThat(WEB.asked()).contains("autoconfig.own.test/mail/config-v1.1.xml?emailaddress=robin%40own.test");
        assertThat(SMTP.heard()).contains("EHLO [127.0.0.1]", "STARTTLS");
    }

    @Test
    void asksTheOtherPlaceOfTheDomainToo() {
        WEB.answer(
                "known.test/.well-known/autoconfig/mail/config-v1.1.xml",
                config(incoming("imap", imaps(), "SSL", "%EMAILADDRESS%")));

        var findings = discovery.find("robin@known.test");

        assertThat(findings.recommended(Protocol.IMAP))
                .hasValueSatisfying(candidate -> assertThat(candidate.source()).isEqualTo(Source.AUTOCONFIG));
    }

    @Test
    void tellsTheProviderDatabaseTheDomainAndNotTheAddress() {
        WEB.answer("db.test/v1.1/listed.test", config(incoming("pop3", pop3s(), "SSL", "%EMAILADDRESS%")));

        var findings = discovery.find("secret.name@listed.test");

        assertThat(findings.recommended(Protocol.POP3))
                .hasValueSatisfying(candidate -> assertThat(candidate.source()).isEqualTo(Source.DATABASE));
        assertThat(WEB.asked()).contains("db.test/v1.1/listed.test");
        assertThat(WEB.asked()).noneMatch(asked -> asked.startsWith("db.test") && asked.contains("secret"));
    }

    @Test
    void knowsLargeProvidersItself() {
        var findings = discovery.find("robin@gmail.com");

        assertThat(findings.trials()).map(Trial::candidate).anySatisfy(candidate -> {
            assertThat(candidate.source()).isEqualTo(Source.PROVIDER);
            assertThat(candidate.access().incoming()).isEqualTo(new Endpoint("imap.gmail.com", 993, Encryption.TLS));
            assertThat(candidate.authentication()).contains(Authentication.OAUTH2);
        });
    }

    @Test
    void takesServicesOfTheDnsByPriorityAndProvesThem() {
        DNS.service("_imaps._tcp.dovecot.test", 20, 1, SILENT.port(), "dovecot.test.");
        DNS.service("_imaps._tcp.dovecot.test", 10, 1, imaps(), "dovecot.test.");
        DNS.service("_pop3._tcp.dovecot.test", 0, 0, 0, ".");
        DNS.service("_submission._tcp.dovecot.test", 0, 0, SMTP.port(), "dovecot.test.");

        var findings = discovery.find("robin@dovecot.test");
        var proofs = discovery.prove(findings, PASSWORD);

        assertThat(findings.recommended(Protocol.IMAP)).hasValueSatisfying(candidate -> {
            assertThat(candidate.source()).isEqualTo(Source.SRV);
            assertThat(candidate.access().incoming().port()).isEqualTo(imaps());
        });
        assertThat(findings.trials())
                .extracting(trial -> trial.candidate().access().protocol())
                .doesNotContain(Protocol.POP3);
        assertThat(proofs).singleElement().matches(Proof::works);
    }

    @Test
    void sendsNoPasswordToAForeignHostThatOnlyTheDnsNames() {
        DNS.service("_imaps._tcp.lured.test", 0, 0, imaps(), "dovecot.test.");

        var findings = discovery.find("robin@lured.test");

        assertThat(findings.best(Protocol.IMAP)).isEmpty();
        assertThat(findings.doubtful())
                .hasValueSatisfying(doubtful -> assertThat(doubtful.doubts()).containsExactly(Doubt.FOREIGN_HOST));
        assertThat(discovery.prove(findings, PASSWORD)).isEmpty();
    }

    @Test
    void guessesTheProviderFromWhoTakesTheMail() {
        DNS.exchanger("hosted.test", 20, "alt1.aspmx.l.google.com.");
        DNS.exchanger("hosted.test", 10, "aspmx.l.google.com.");
        DNS.exchanger("kept.test", 10, "mx1.eu.keeper.test.");
        WEB.answer("db.test/v1.1/keeper.test", config(incoming("imap", imaps(), "SSL", "%EMAILADDRESS%")));

        var atGoogle = discovery.find("robin@hosted.test");
        var kept = discovery.find("robin@kept.test");

        assertThat(atGoogle.trials()).map(Trial::candidate).anySatisfy(candidate -> {
            assertThat(candidate.source()).isEqualTo(Source.MX);
            assertThat(candidate.access().incoming().host()).isEqualTo("imap.gmail.com");
            assertThat(candidate.access().userName()).isEqualTo("robin@hosted.test");
            assertThat(candidate.isDoubtful()).isFalse();
        });
        assertThat(kept.recommended(Protocol.IMAP)).hasValueSatisfying(candidate -> {
            assertThat(candidate.source()).isEqualTo(Source.MX);
            assertThat(candidate.access().userName()).isEqualTo("robin@kept.test");
        });
    }

    @Test
    void triesTheHostThatTakesTheMailWhereNobodyKnowsIt() {
        DNS.exchanger("small.test", 10, "mx.small.test.");

        var findings = discovery.find("robin@small.test");

        assertThat(findings.trials())
                .extracting(trial -> trial.candidate().access().incoming().toString())
                .contains("mx.small.test:993", "mx.small.test:143", "imap.small.test:993");
    }

    @Test
    void triesUsualPortsInTheEndAndNeverWithoutEncryption() {
        var findings = discovery.find("robin@nobody.test");

        assertThat(findings.clues()).noneMatch(Clue::found);
        assertThat(findings.trials())
                .extracting(trial -> trial.candidate().access().incoming())
                .contains(
                        new Endpoint("imap.nobody.test", 993, Encryption.TLS),
                        new Endpoint("mail.nobody.test", 143, Encryption.STARTTLS),
                        new Endpoint("pop.nobody.test", 995, Encryption.TLS),
                        new Endpoint("pop3.nobody.test", 110, Encryption.STARTTLS))
                .allMatch(server -> server.encryption() != Encryption.NONE);
        assertThat(findings.outgoing())
                .extracting(outgoing -> outgoing.server().toString())
                .contains("smtp.nobody.test:465", "mail.nobody.test:587");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mute.test",
                "noise.test",
                "slow.test",
                "bad.test",
                "localhost",
                "127.0.0.1",
                "a..test",
                "xn--.test"
            })
    void isNeverHungByThoseWhoLieOrSayNothing(String domain) {
        DNS.ignore("mute.test");
        DNS.garble("noise.test");
        WEB.answer("autoconfig.slow.test/mail/config-v1.1.xml", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        });
        WEB.answer("autoconfig.bad.test/mail/config-v1.1.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><clientConfig>&b;");

        assertThat(discovery.find("robin@" + domain).best(Protocol.IMAP)).isEmpty();
    }

    @Test
    void tellsWhatItFindsWhileItLooks() {
        DNS.service("_imaps._tcp.dovecot.test", 10, 1, imaps(), "dovecot.test.");
        List<Clue> clues = Collections.synchronizedList(new ArrayList<>());
        List<Trial> trials = Collections.synchronizedList(new ArrayList<>());

        var findings = discovery.find("robin@dovecot.test", new Progress() {
            @Override
            public void looked(Clue clue) {
                clues.add(clue);
            }

            @Override
            public void knocked(Trial trial) {
                trials.add(trial);
            }
        });

        assertThat(clues).containsExactlyElementsOf(findings.clues());
        assertThat(trials).containsExactlyInAnyOrderElementsOf(findings.trials());
    }

    @Test
    @DisplayName("R26 whatever is wrong with a stranger's server, it is told in the same words and after the same time")
    void tellsOfAllThatIsShutInOneWay() {
        var closed = refusal(CLOSED, Encryption.TLS);
        var silent = refusal(SILENT.port(), Encryption.TLS);
        var otherName = refusal(DovecotServer.shared().wrongNamePort(), Encryption.TLS);
        var noTls = refusal(DovecotServer.shared().imapPort(), Encryption.TLS);
        var otherProtocol = refusal(pop3s(), Encryption.TLS);

        assertThat(List.of(silent, otherName, noTls, otherProtocol)).allMatch(closed::equals);
        assertThat(closed)
                .contains("ServerUnreachable")
                .doesNotContain(String.valueOf(CLOSED))
                .contains("3000 ms");
    }

    /** What is said of it but for the port, by which kind of failure, and after which time. */
    private String refusal(int port, Encryption encryption) {
        var begun = ticker.nanos();
        var failure =
                catchThrowable(() -> linking.verify("robin@dovecot.test", access(door(port, encryption)), PASSWORD));
        return failure.getClass().getSimpleName() + " "
                + String.valueOf(failure.getMessage()).replace(String.valueOf(port), "") + " after "
                + (ticker.nanos() - begun) / 1_000_000 + " ms";
    }

    @Test
    void showsTheWordsOfAServerThatRefusesThePassword() {
        assertThatThrownBy(() -> linking.verify(
                        "robin@dovecot.test", access(door(imaps(), Encryption.TLS)), new Password("wrong")))
                .isInstanceOf(MailFailure.SignInRefused.class)
                .hasMessageContaining("it said:");
    }

    private static Access access(Endpoint endpoint) {
        return new Access(Protocol.IMAP, endpoint, "robin@dovecot.test");
    }

    private static Endpoint door(int port, Encryption encryption) {
        return new Endpoint("dovecot.test", port, encryption);
    }

    private static int imaps() {
        return DovecotServer.shared().imapsPort();
    }

    private static int pop3s() {
        return DovecotServer.shared().pop3sPort();
    }

    private static String config(String... servers) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><clientConfig version=\"1.1\"><emailProvider id=\"own.test\">"
                + "<domain>own.test</domain>" + String.join("", servers) + "</emailProvider></clientConfig>";
    }

    private static String incoming(String type, int port, String socket, String user, String... authentication) {
        var methods = new StringBuilder();
        for (var method : authentication) {
            methods.append("<authentication>").append(method).append("</authentication>");
        }
        return "<incomingServer type=\"%s\"><hostname>dovecot.test</hostname><port>%d</port><socketType>%s</socketType>%s<username>%s</username></incomingServer>"
                .formatted(type, port, socket, methods, user);
    }

    private static String outgoing(int port, String socket) {
        return "<outgoingServer type=\"smtp\"><hostname>dovecot.test</hostname><port>%d</port><socketType>%s</socketType></outgoingServer>"
                .formatted(port, socket);
    }

    /** All names of tests are this machine, and time passes when somebody waits. */
    @TestConfiguration
    static class Loopback {

        @Bean
        @Primary
        Resolver resolver() {
            return host -> {
                if (List.of(
                                "dovecot.test",
                                "autoconfig.own.test",
                                "known.test",
                                "db.test",
                                "autoconfig.slow.test",
                                "autoconfig.bad.test",
                                "127.0.0.1")
                        .contains(host)) {
                    return List.of(InetAddress.getLoopbackAddress());
                }
                throw new UnknownHostException(host);
            };
        }

        @Bean
        @Primary
        StillTicker ticker() {
            return new StillTicker();
        }
    }
}
