package io.lettergate.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.springframework.stereotype.Component;

/** Those who say who somebody is, as far as the Java of this system trusts them. Nobody is asked over the network. */
@Component
class Issuers {

    private static final int MAIL = 1;
    /** For mail, and for anything. */
    private static final Set<String> FOR_MAIL = Set.of("1.3.6.1.5.5.7.3.4", "2.5.29.37.0");

    private final Set<TrustAnchor> anchors;

    Issuers() {
        this(ofThisJava());
    }

    Issuers(Set<TrustAnchor> anchors) {
        this.anchors = Set.copyOf(anchors);
    }

    private static Set<TrustAnchor> ofThisJava() {
        var anchors = new HashSet<TrustAnchor>();
        var file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        try {
            var store = KeyStore.getInstance(file.toFile(), (char[]) null);
            for (var alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    anchors.add(new TrustAnchor(certificate, null));
                }
            }
        } catch (IOException | GeneralSecurityException none) {
            return Set.of();
        }
        return anchors;
    }

    /** Whether somebody trusted vouched for the first of the certificates at that time, and for signing mail. */
    boolean trust(List<X509Certificate> certificates, Instant at) {
        if (anchors.isEmpty() || !isForMail(certificates.getFirst())) {
            return false;
        }
        try {
            var wanted = new X509CertSelector();
            wanted.setCertificate(certificates.getFirst());
            var parameters = new PKIXBuilderParameters(anchors, wanted);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(certificates)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (GeneralSecurityException nobody) {
            return false;
        }
    }

    /** A certificate of a web server, or for programs, tells nothing of who writes mail (RFC 8550 §4.4). */
    private static boolean isForMail(X509Certificate certificate) {
        try {
            var purposes = certificate.getExtendedKeyUsage();
            var uses = certificate.getKeyUsage();
            return (purposes == null || purposes.stream().anyMatch(FOR_MAIL::contains))
                    && (uses == null || uses[0] || uses[1]);
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }

    static boolean isValid(X509Certificate certificate, Instant at) {
        return !at.isBefore(certificate.getNotBefore().toInstant())
                && !at.isAfter(certificate.getNotAfter().toInstant());
    }

    /** The addresses that a certificate is for. */
    static List<String> emails(X509Certificate certificate) {
        var emails = new ArrayList<String>();
        try {
            var names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                names.stream()
                        .filter(name -> Integer.valueOf(MAIL).equals(name.getFirst()))
                        .forEach(name -> emails.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException unreadable) {
            // Then only its subject tells.
        }
        var subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        for (var field : subject.getRDNs(BCStyle.EmailAddress)) {
            for (var value : field.getTypesAndValues()) {
                if (value.getType().equals(BCStyle.EmailAddress)) {
                    emails.add(IETFUtils.valueToString(value.getValue()));
                }
            }
        }
        return List.copyOf(emails);
    }

    /** What somebody is called. */
    static String name(X500Principal principal) {
        var name = new X500Name(principal.getName());
        for (var style : List.of(BCStyle.CN, BCStyle.O, BCStyle.OU)) {
            var fields = name.getRDNs(style);
            if (fields.length > 0) {
                return IETFUtils.valueToString(fields[0].getFirst().getValue());
            }
        }
        return "";
    }
}
