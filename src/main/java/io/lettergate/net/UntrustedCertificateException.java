package io.lettergate.net;

import java.io.Serial;
import java.security.cert.CertificateException;

/** A certificate that does not count, and its fingerprint, so that a person can compare it. */
class UntrustedCertificateException extends CertificateException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String fingerprint;

    UntrustedCertificateException(String fingerprint, CertificateException cause) {
        super(cause.getMessage(), cause);
        this.fingerprint = fingerprint;
    }

    UntrustedCertificateException(String fingerprint, String reason) {
        super(reason);
        this.fingerprint = fingerprint;
    }

    String fingerprint() {
        return fingerprint;
    }
}
