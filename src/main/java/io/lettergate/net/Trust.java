package io.lettergate.net;

import io.lettergate.mail.Endpoint;
import java.io.IOException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/** Encrypts connections, and decides whose certificates count: TLS 1.2 at least, and the host's own name. */
@Component
class Trust {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext context;

    Trust(NetSettings settings, SslBundles bundles) throws NoSuchAlgorithmException {
        var bundle = settings.sslBundle();
        this.context = bundle == null || bundle.isBlank()
                ? SSLContext.getDefault()
                : bundles.getBundle(bundle).createSslContext();
    }

    SSLSocket encrypt(Socket plain, Endpoint endpoint, Duration timeout) throws IOException {
        plain.setSoTimeout((int) timeout.toMillis());
        var secure = (SSLSocket) context.getSocketFactory().createSocket(plain, endpoint.host(), endpoint.port(), true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(PROTOCOLS);
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    /** What went wrong, in words a person understands. */
    static String reason(SSLException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "its certificate has ended";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "its certificate is not valid yet";
            }
            var words = String.valueOf(cause.getMessage());
            if (words.contains("No subject alternative") || words.contains("No name matching")) {
                return "its certificate is for another name";
            }
            if (words.contains("unable to find valid certification path") || words.contains("PKIX path")) {
                return "its certificate is not from an authority we trust";
            }
            if (words.contains("Unsupported or unrecognized SSL message")) {
                return "it does not speak TLS on this port";
            }
        }
        return "the two sides could not agree on an encryption";
    }
}
