package io.lettergate.net;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/** Encrypts connections, and decides whose certificates count: TLS 1.2 at least, and the host's own name. */
@Component
class Trust {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext context;

    Trust(NetSettings settings, SslBundles bundles) throws GeneralSecurityException {
        var bundle = settings.sslBundle();
        var managers = bundle == null || bundle.isBlank()
                ? javas()
                : bundles.getBundle(bundle).getManagers().getTrustManagers();
        this.context = SSLContext.getInstance("TLS");
        this.context.init(null, new TrustManager[] {new PinningTrust(x509(managers), settings.pins())}, null);
    }

    private static TrustManager[] javas() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return factory.getTrustManagers();
    }

    private static X509ExtendedTrustManager x509(TrustManager[] managers) {
        return Arrays.stream(managers)
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No trust manager checks names"));
    }

    /** Ends in time, even where the other side sends an octet now and then. */
    SSLSocket encrypt(Socket plain, Route route, Duration timeout) throws IOException {
        plain.setSoTimeout((int) timeout.toMillis());
        var secure = (SSLSocket) context.getSocketFactory().createSocket(plain, route.host(), route.port(), true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(PROTOCOLS);
        secure.setSSLParameters(parameters);
        var alarm = Alarm.closing(plain, timeout);
        try {
            secure.startHandshake();
            return secure;
        } catch (IOException broken) {
            if (alarm.hasRung()) {
                throw (IOException) new SocketTimeoutException("The handshake did not end in time").initCause(broken);
            }
            throw broken;
        } finally {
            alarm.silence();
        }
    }

    static MailFailure failure(Endpoint endpoint, SSLException error) {
        return new MailFailure.TlsFailed(endpoint, reason(error), error, fingerprint(error));
    }

    private static @Nullable String fingerprint(SSLException error) {
        return causes(error)
                .filter(UntrustedCertificateException.class::isInstance)
                .map(cause -> ((UntrustedCertificateException) cause).fingerprint())
                .findFirst()
                .orElse(null);
    }

    /** What went wrong, in words a person understands. */
    private static String reason(SSLException error) {
        return causes(error)
                .map(Trust::reason)
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .orElse("the two sides could not agree on an encryption");
    }

    private static String reason(Throwable cause) {
        var words = String.valueOf(cause.getMessage());
        if (cause instanceof CertificateExpiredException) {
            return "its certificate has ended";
        }
        if (cause instanceof CertificateNotYetValidException) {
            return "its certificate is not valid yet";
        }
        if (words.contains("No subject alternative") || words.contains("No name matching")) {
            return "its certificate is for another name";
        }
        if (words.contains(PinningTrust.OTHER_THAN_PINNED)) {
            return "its certificate is not the one that the operator named";
        }
        if (words.contains("Unsupported or unrecognized SSL message")) {
            return "it does not speak TLS on this port";
        }
        var unknown = words.contains("unable to find valid certification path") || words.contains("PKIX path building");
        return unknown ? "its certificate is not from an authority we trust" : "";
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
