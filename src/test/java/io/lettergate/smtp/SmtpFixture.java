package io.lettergate.smtp;

import io.lettergate.ScriptedSmtpServer;
import io.lettergate.StillTicker;
import io.lettergate.accounts.Credential;
import io.lettergate.accounts.OutgoingAccess;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.net.Dialer;
import io.lettergate.net.Ticker;
import io.lettergate.net.TrustedEndpoints;
import io.lettergate.sending.MailPath;
import io.lettergate.sending.spi.Journal;
import io.lettergate.sending.spi.Letter;
import io.lettergate.sending.spi.Phase;
import io.lettergate.sending.spi.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The SMTP client with all that it needs, and nothing of the web, the outbox or the database. */
final class SmtpFixture implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final List<Phase> phases = new ArrayList<>();
    private final StillTicker time = new StillTicker();

    private SmtpFixture(String... properties) {
        TestPropertyValues.of(properties).applyTo(context);
        context.registerBean("still", Ticker.class, () -> time, bean -> bean.setPrimary(true));
        context.register(Parts.class);
        context.refresh();
    }

    static SmtpFixture with(String... properties) {
        return new SmtpFixture(properties);
    }

    SmtpSignIn signIn() {
        return context.getBean(SmtpSignIn.class);
    }

    AnnouncedSizes sizes() {
        return context.getBean(AnnouncedSizes.class);
    }

    void pass(Duration period) {
        time.pass(period);
    }

    /** How far the last message came. */
    List<Phase> phases() {
        return List.copyOf(phases);
    }

    List<Verdict> submit(ScriptedSmtpServer server, Letter letter) {
        return submit(server.port(), Encryption.NONE, letter);
    }

    List<Verdict> submit(int port, Encryption encryption, Letter letter) {
        return submit(port, encryption, letter, new Password("secret"));
    }

    List<Verdict> submit(int port, Encryption encryption, Letter letter, Credential credential) {
        phases.clear();
        return context.getBean(SmtpSubmitter.class).submit(access(port, encryption), credential, letter, new Journal() {
            @Override
            public void reached(Phase phase) {
                phases.add(phase);
            }

            @Override
            public void dotFollows(List<Verdict> verdicts) {
                phases.add(Phase.DOT_SENT);
            }
        });
    }

    static OutgoingAccess access(int port, Encryption encryption) {
        return new OutgoingAccess(new Endpoint("127.0.0.1", port, encryption), "robin@vale.example");
    }

    static Letter letter(String message, String... to) {
        return letterFrom("robin@vale.example", message, to);
    }

    static Letter letterFrom(String from, String message, String... to) {
        var octets = message.getBytes(StandardCharsets.ISO_8859_1);
        var eightBit = message.chars().anyMatch(octet -> octet > 0x7F);
        var header = message.substring(0, Math.max(0, message.indexOf("\r\n\r\n")));
        return new Letter(
                "4f1c",
                MailPath.of(from),
                Stream.of(to).map(MailPath::of).toList(),
                octets.length,
                eightBit,
                header.chars().anyMatch(octet -> octet > 0x7F),
                () -> new ByteArrayInputStream(octets));
    }

    @Override
    public void close() {
        context.close();
    }

    @TestConfiguration
    @ComponentScan(basePackageClasses = {Dialer.class, SmtpSubmitter.class})
    @ConfigurationPropertiesScan(basePackageClasses = {Dialer.class, SmtpSubmitter.class})
    @Import(SslAutoConfiguration.class)
    static class Parts {

        @Bean
        TrustedEndpoints everything() {
            return (host, port) -> true;
        }
    }
}
