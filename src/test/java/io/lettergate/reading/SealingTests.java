package io.lettergate.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mime.SignedEntity;
import io.lettergate.mime.SignedMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Signatures of S/MIME, and who vouches for them. */
class SealingTests {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String SIGNED = "Content-Type: text/plain\r\n\r\nGood morning\r\n";

    @Test
    void whatWasSignedIsIntact() throws Exception {
        var keys = keys();
        var certificate = certificate(keys);

        var signed = SignedMail.check(stream(SIGNED), new ByteArrayInputStream(sign(keys, certificate)));

        assertThat(signed.isIntact()).isTrue();
        assertThat(signed.certificates()).containsExactly(certificate);
        assertThat(Issuers.emails(certificate)).containsExactly("maya@fjordline.example");
        assertThat(Issuers.name(certificate.getIssuerX500Principal())).isEqualTo("Maya");
    }

    @Test
    void linesMayHaveLostTheirReturns() throws Exception {
        var keys = keys();

        var signed = SignedMail.check(
                stream(SIGNED.replace("\r", "")), new ByteArrayInputStream(sign(keys, certificate(keys))));

        assertThat(signed.isIntact()).isTrue();
    }

    @Test
    @DisplayName("R13 one changed letter breaks the signature")
    void whatWasChangedIsNot() throws Exception {
        var keys = keys();

        var signed = SignedMail.check(
                stream(SIGNED.replace("morning", "evening")), new ByteArrayInputStream(sign(keys, certificate(keys))));

        assertThat(signed.isIntact()).isFalse();
    }

    @Test
    void anythingElseIsNoSignature() throws IOException {
        assertThat(SignedMail.check(stream(SIGNED), stream("hello"))).isNull();
        assertThat(SignedMail.check(stream(SIGNED), stream(""))).isNull();
        assertThat(SignedMail.check(null, stream("0\u0080"))).isNull();
    }

    @Test
    void onlyThoseWhoAreTrustedVouch() throws Exception {
        var certificate = certificate(keys());

        assertThat(new Issuers(Set.of(new TrustAnchor(certificate, null))).trust(List.of(certificate), NOW))
                .isTrue();
        assertThat(new Issuers(Set.of(new TrustAnchor(certificate(keys()), null))).trust(List.of(certificate), NOW))
                .isFalse();
        assertThat(new Issuers().trust(List.of(certificate), NOW)).isFalse();
    }

    @Test
    void findsJustTheOctetsThatWereSigned() throws IOException {
        var message = "Content-Type: multipart/signed; boundary=b\r\n\r\nnot this\r\n--b\r\n" + SIGNED
                + "\r\n--b\r\nContent-Type: application/pkcs7-signature\r\n\r\nx\r\n--b--\r\n";

        var entity = SignedEntity.in(stream(message), "b");

        assertThat(message.substring((int) entity.start(), (int) (entity.start() + entity.length())))
                .isEqualTo(SIGNED);
        assertThat(SignedEntity.in(stream(message), "other")).isNull();
    }

    @Test
    @DisplayName("R13 words beside the signed ones are never taken for them")
    void aLineThatOnlyBeginsLikeTheBoundaryIsNoPlaceToHide() throws IOException {
        var ends = "\r\n--b\r\nContent-Type: text/plain\r\n\r\nSend me money\r\n--b\r\n"
                + "Content-Type: application/pkcs7-signature\r\n\r\nx\r\n--b--\r\n";
        var header = "Content-Type: multipart/signed; boundary=b\r\n";

        for (var like : List.of("--b-x", "--b--", "--bc", "--b x")) {
            assertThat(SignedEntity.in(stream(header + "\r\n" + like + "\r\n" + SIGNED + ends), "b"))
                    .as(like)
                    .isNull();
        }
        assertThat(SignedEntity.in(stream(header + "--b\r\nX: y\r\n\r\n--b\r\n" + SIGNED + ends), "b"))
                .isNull();
    }

    @Test
    @DisplayName("R13 a signature that could be shown as words is none")
    void theSignatureIsNoText() {
        assertThat(SignedMail.isDetached(signed("application/pkcs7-signature"))).isTrue();
        assertThat(SignedMail.isDetached(signed("text/html"))).isFalse();
    }

    @Test
    void nobodyVouchesForMailWithACertificateForSomethingElse() throws Exception {
        var server = certificate(keys(), KeyPurposeId.id_kp_serverAuth);
        var mail = certificate(keys(), KeyPurposeId.id_kp_emailProtection);

        assertThat(new Issuers(Set.of(new TrustAnchor(server, null))).trust(List.of(server), NOW))
                .isFalse();
        assertThat(new Issuers(Set.of(new TrustAnchor(mail, null))).trust(List.of(mail), NOW))
                .isTrue();
    }

    @Test
    void oldWaysOfSigningAreWeak() throws Exception {
        var keys = keys();
        var certificate = certificate(keys);

        var old = SignedMail.check(stream(SIGNED), new ByteArrayInputStream(sign(keys, certificate, "SHA1withECDSA")));

        assertThat(old.isIntact()).isTrue();
        assertThat(old.isStrong()).isFalse();
        assertThat(SignedMail.check(stream(SIGNED), new ByteArrayInputStream(sign(keys, certificate)))
                        .isStrong())
                .isTrue();
    }

    private static Part signed(String signature) {
        return new Part(
                null,
                "multipart/signed",
                Map.of("protocol", "application/pkcs7-signature", "boundary", "b"),
                null,
                null,
                null,
                "7bit",
                0,
                List.of(part("1", "text/plain"), part("2", signature)));
    }

    private static Part part(String number, String type) {
        return new Part(new PartNumber(number), type, Map.of(), null, null, null, "7bit", 1, List.of());
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static KeyPair keys() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(KeyPair keys, KeyPurposeId... purposes) throws Exception {
        var name = new X500Name("CN=Maya");
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(7),
                Date.from(NOW.minus(Duration.ofDays(1))),
                Date.from(NOW.plus(Duration.ofDays(365))),
                name,
                keys.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.rfc822Name, "maya@fjordline.example")));
        if (purposes.length > 0) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
        }
        var holder = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        return new JcaX509CertificateConverter().getCertificate(holder);
    }

    private static byte[] sign(KeyPair keys, X509Certificate certificate) throws Exception {
        return sign(keys, certificate, "SHA256withECDSA");
    }

    private static byte[] sign(KeyPair keys, X509Certificate certificate, String way) throws Exception {
        var generator = new CMSSignedDataGenerator();
        var signer = new JcaContentSignerBuilder(way).build(keys.getPrivate());
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .build(signer, certificate));
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
        return generator
                .generate(new CMSProcessableByteArray(SIGNED.getBytes(StandardCharsets.US_ASCII)), false)
                .getEncoded();
    }
}
