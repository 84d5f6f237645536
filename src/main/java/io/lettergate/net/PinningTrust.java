package io.lettergate.net;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts whom Java trusts, but for hosts with a pin: there one certificate counts, whoever signed it, and no other. What
 * it refuses it tells the fingerprint of.
 */
class PinningTrust extends X509ExtendedTrustManager {

    static final String OTHER_THAN_PINNED = "not the pinned certificate";

    private final X509ExtendedTrustManager usual;
    private final List<NetSettings.Pin> pins;

    PinningTrust(X509ExtendedTrustManager usual, List<NetSettings.Pin> pins) {
        this.usual = usual;
        this.pins = List.copyOf(pins);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        var fingerprint = fingerprint(chain[0]);
        var pin = pin(((SSLSocket) socket).getHandshakeSession().getPeerHost());
        if (pin.isPresent()) {
            requirePinned(pin.get(), fingerprint);
            return;
        }
        try {
            usual.checkServerTrusted(chain, type, socket);
        } catch (CertificateException untrusted) {
            throw new UntrustedCertificateException(fingerprint, untrusted);
        }
    }

    private static void requirePinned(NetSettings.Pin pin, String fingerprint) throws CertificateException {
        if (!fingerprint.replace(":", "").equals(pin.sha256())) {
            throw new UntrustedCertificateException(fingerprint, OTHER_THAN_PINNED);
        }
    }

    private Optional<NetSettings.Pin> pin(String host) {
        return pins.stream().filter(pin -> pin.host().equalsIgnoreCase(host)).findFirst();
    }

    /** As tools show it: AB:CD:… */
    static String fingerprint(X509Certificate certificate) throws CertificateEncodingException {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        usual.checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        usual.checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("We serve nobody here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("We serve nobody here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("We serve nobody here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return usual.getAcceptedIssuers();
    }
}
