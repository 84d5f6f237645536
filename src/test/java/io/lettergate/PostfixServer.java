package io.lettergate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;

/** A Postfix in a container, which takes mail on 587 from robin@vale.example and lays all of it into one Maildir. */
public final class PostfixServer implements AutoCloseable {

    private static final int SUBMISSION = 587;
    private static final String MAILDIR = "/srv/mail/inbox/new";

    private final GenericContainer<?> container;

    private PostfixServer(GenericContainer<?> container) {
        this.container = container;
    }

    /** One that nobody shares. */
    public static PostfixServer start() {
        return new PostfixServer(MailServer.started("postfix", Map.of(), SUBMISSION));
    }

    /** Where mail is taken after STARTTLS. */
    public int port() {
        return container.getMappedPort(SUBMISSION);
    }

    /** The authority that signed its certificate, which is for 127.0.0.1. */
    public X509Certificate caCertificate() {
        return container.copyFileFromContainer("/srv/tls/ca.pem", pem ->
                (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }

    /** All that it delivered, with the fields that it put before; empty while it has delivered nothing. */
    public String delivered() {
        try {
            return container
                    .execInContainer("sh", "-c", "cat " + MAILDIR + "/* 2>/dev/null || true")
                    .getStdout();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
