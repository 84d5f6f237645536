package io.lettergate.accounts;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A password that opens only with both halves of its key (AES-256-GCM, HKDF with SHA-256). This has one half; who cut it
 * gives the other away, and keeps none.
 *
 * @param account whose it is, to which it is bound
 * @param half our half of the key
 * @param sealed the password
 */
public record SplitSecret(String account, String half, String sealed) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int HALF = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The other half of a key. */
    public static String otherHalf() {
        var octets = new byte[HALF];
        RANDOM.nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /** Seals a password by the other half and one that is made for it. */
    public static SplitSecret of(AccountId account, Password password, String otherHalf) {
        var half = otherHalf();
        try {
            var octets = aead(half, otherHalf)
                    .encrypt(
                            password.reveal().getBytes(StandardCharsets.UTF_8),
                            account.toString().getBytes(StandardCharsets.UTF_8));
            return new SplitSecret(account.toString(), half, Base64.getEncoder().encodeToString(octets));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has AES-GCM", impossible);
        }
    }

    /** The password, if this is the other half. */
    public Optional<Password> open(String otherHalf) {
        try {
            var octets = aead(half, otherHalf)
                    .decrypt(Base64.getDecoder().decode(sealed), account.getBytes(StandardCharsets.UTF_8));
            return Optional.of(new Password(new String(octets, StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | IllegalArgumentException anotherHalf) {
            return Optional.empty();
        }
    }

    private static AesGcmJce aead(String half, String otherHalf) throws GeneralSecurityException {
        var key = (half + "|" + otherHalf).getBytes(StandardCharsets.US_ASCII);
        var purpose = "lettergate password of a session".getBytes(StandardCharsets.US_ASCII);
        return new AesGcmJce(Hkdf.computeHkdf("HMACSHA256", key, new byte[0], purpose, HALF));
    }

    @Override
    public String toString() {
        return "SplitSecret(" + account + ")";
    }
}
