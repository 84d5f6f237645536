package io.lettergate.auth.factors;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What an authenticator app and Lettergate share, and the codes that follow from it (RFC 6238). It never shows itself. */
public final class TotpSecret {

    static final int SECONDS = 30;

    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;
    private static final int OCTETS = 20;
    private static final String MAC = "HmacSHA1";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] octets;

    private TotpSecret(byte[] octets) {
        this.octets = octets;
    }

    static TotpSecret random() {
        var octets = new byte[OCTETS];
        RANDOM.nextBytes(octets);
        return new TotpSecret(octets);
    }

    static TotpSecret of(String base32) {
        return new TotpSecret(Base32.decode(base32));
    }

    /** As people type it into an app. */
    public String text() {
        return Base32.encode(octets);
    }

    /** As an app reads it from a picture. */
    public String uri(String address) {
        return "otpauth://totp/Lettergate:" + encoded(address) + "?secret=" + text()
                + "&issuer=Lettergate&algorithm=SHA1&digits=" + DIGITS + "&period=" + SECONDS;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * The step that the code is of: the present one, or the one before or after, as clocks differ. All three are
     * compared, whichever it is, each in constant time.
     */
    OptionalLong step(String code, Instant now) {
        var present = stepAt(now);
        var given = code.getBytes(StandardCharsets.UTF_8);
        var found = OptionalLong.empty();
        for (long step = present - 1; step <= present + 1; step++) {
            if (MessageDigest.isEqual(code(step).getBytes(StandardCharsets.UTF_8), given)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    static long stepAt(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS);
    }

    /** The code of a step (RFC 4226 §5.3). */
    String code(long step) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(octets, MAC));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var offset = hash[hash.length - 1] & 0xF;
            var number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return "%06d".formatted(number % MODULUS);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + MAC, impossible);
        }
    }

    @Override
    public String toString() {
        return "TotpSecret(not shown)";
    }
}
