package io.lettergate.auth.sessions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What a browser is known by: 256 random bits, of which only the digest is stored. */
record Token(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int OCTETS = 32;

    static Token random() {
        var octets = new byte[OCTETS];
        RANDOM.nextBytes(octets);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
    }

    String digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    boolean has(@Nullable String digest) {
        return digest != null
                && MessageDigest.isEqual(
                        digest().getBytes(StandardCharsets.US_ASCII), digest.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "Token";
    }
}
