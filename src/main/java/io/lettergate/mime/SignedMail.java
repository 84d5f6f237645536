package io.lettergate.mime;

import io.lettergate.mail.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataParser;
import org.bouncycastle.cms.CMSTypedStream;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.Store;
import org.jspecify.annotations.Nullable;

/** Checks the signatures of S/MIME, in constant memory (RFC 8551 §3.5). */
public final class SignedMail {

    private static final int MOST_CERTIFICATES = 50;
    /** MD2, MD4, MD5 and SHA-1. */
    private static final Set<String> BROKEN =
            Set.of("1.2.840.113549.2.2", "1.2.840.113549.2.4", "1.2.840.113549.2.5", "1.3.14.3.2.26");

    private SignedMail() {}

    /**
     * What a signature says.
     *
     * @param isIntact whether just these octets were signed by the holder of the certificate
     * @param isStrong whether nobody can make other octets that it fits as well: MD5 and SHA-1 are broken
     * @param certificates the signer's own first, then those that came along
     * @param at when it was signed, as the signer says; absent where they do not
     */
    public record Signed(
            boolean isIntact,
            boolean isStrong,
            List<X509Certificate> certificates,
            @Nullable Instant at) {

        public Signed {
            certificates = List.copyOf(certificates);
        }
    }

    /** Whether a message is signed by S/MIME beside its words; a signature that could be shown as words is none. */
    public static boolean isDetached(Part part) {
        var protocol = part.parameters().getOrDefault("protocol", "").toLowerCase(Locale.ROOT);
        return part.is("multipart/signed")
                && protocol.contains("pkcs7-signature")
                && part.children().size() == 2
                && part.children().getLast().type().startsWith("application/");
    }

    /** Whether its words are within the signature. */
    public static boolean isWithin(Part part) {
        return isPkcs7(part) && "signed-data".equalsIgnoreCase(part.parameters().get("smime-type"));
    }

    /** Whether it is encrypted by S/MIME. */
    public static boolean isEncrypted(Part part) {
        var type = part.parameters().getOrDefault("smime-type", "").toLowerCase(Locale.ROOT);
        return isPkcs7(part) && (type.isEmpty() || type.contains("enveloped"));
    }

    private static boolean isPkcs7(Part part) {
        return part.is("application/pkcs7-mime") || part.is("application/x-pkcs7-mime");
    }

    /** Writes what was signed within a signature; false where there is nothing. */
    static boolean unpack(InputStream signature, OutputStream message) throws IOException {
        try {
            var content = parser(null, signature).getSignedContent();
            if (content == null) {
                return false;
            }
            content.getContentStream().transferTo(message);
            return true;
        } catch (CMSException | OperatorCreationException none) {
            return false;
        }
    }

    /**
     * Checks a signature.
     *
     * @param signed the octets it is for; absent where they are within it
     * @return nothing where it cannot be read
     */
    public static @Nullable Signed check(@Nullable InputStream signed, InputStream signature) throws IOException {
        try {
            var parser = parser(signed == null ? null : new CMSTypedStream(new LineEndStream(signed)), signature);
            var content = parser.getSignedContent();
            if (content == null) {
                return null;
            }
            content.drain();
            return told(parser);
        } catch (CMSException | OperatorCreationException | GeneralSecurityException | RuntimeException unreadable) {
            return null;
        }
    }

    private static CMSSignedDataParser parser(@Nullable CMSTypedStream signed, InputStream signature)
            throws CMSException, OperatorCreationException {
        var digests = new JcaDigestCalculatorProviderBuilder().build();
        return signed == null
                ? new CMSSignedDataParser(digests, signature)
                : new CMSSignedDataParser(digests, signed, signature);
    }

    private static @Nullable Signed told(CMSSignedDataParser parser)
            throws CMSException, IOException, GeneralSecurityException {
        var signers = parser.getSignerInfos().getSigners();
        Store<?> store = parser.getCertificates();
        var holders = store.getMatches(null).stream()
                .filter(X509CertificateHolder.class::isInstance)
                .map(X509CertificateHolder.class::cast)
                .limit(MOST_CERTIFICATES)
                .toList();
        for (var signer : signers) {
            for (var holder : holders) {
                if (signer.getSID().match(holder)) {
                    return new Signed(
                            isIntact(signer, holder),
                            !BROKEN.contains(signer.getDigestAlgOID()),
                            certificates(holder, holders),
                            at(signer));
                }
            }
        }
        return null;
    }

    private static List<X509Certificate> certificates(X509CertificateHolder own, List<X509CertificateHolder> all)
            throws IOException, GeneralSecurityException {
        var certificates = new ArrayList<X509Certificate>();
        certificates.add(certificate(own));
        for (var other : all) {
            if (!other.equals(own)) {
                certificates.add(certificate(other));
            }
        }
        return certificates;
    }

    private static X509Certificate certificate(X509CertificateHolder holder)
            throws IOException, GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
    }

    /** The key is taken without its dates, so that what was signed in time stays so. */
    private static boolean isIntact(SignerInformation signer, X509CertificateHolder holder) {
        try {
            var key = certificate(holder).getPublicKey();
            return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(key));
        } catch (CMSException | OperatorCreationException | IOException | GeneralSecurityException not) {
            return false;
        }
    }

    private static @Nullable Instant at(SignerInformation signer) {
        var attributes = signer.getSignedAttributes();
        var attribute = attributes == null ? null : attributes.get(CMSAttributes.signingTime);
        var value = attribute == null || attribute.getAttrValues().size() == 0
                ? null
                : Time.getInstance(attribute.getAttrValues().getObjectAt(0));
        return value == null ? null : value.getDate().toInstant();
    }
}
