package io.lettergate.auth.tokens;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The form of a token: a prefix that scanners of leaked secrets can look for, 256 random bits, and a checksum by which
 * they tell a token from noise, as we do without asking the database.
 */
final class TokenText {

    static final String PREFIX = "lgt_";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int BITS = 256;
    private static final int LENGTH = 43;
    private static final int CHECK_LENGTH = 6;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (LENGTH + CHECK_LENGTH) + "}");

    private TokenText() {}

    static String random(SecureRandom random) {
        var secret = PREFIX + digits(new BigInteger(BITS, random), LENGTH);
        return secret + check(secret);
    }

    static boolean isOne(String text) {
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        var end = text.length() - CHECK_LENGTH;
        return check(text.substring(0, end)).equals(text.substring(end));
    }

    /** The only thing of a token that is kept; with so many random bits it needs neither salt nor slowness. */
    static String digest(String secret) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static String check(String text) {
        var sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.US_ASCII));
        return digits(BigInteger.valueOf(sum.getValue()), CHECK_LENGTH);
    }

    private static String digits(BigInteger number, int length) {
        var text = new StringBuilder();
        for (var rest = number; text.length() < length; rest = rest.divide(BASE)) {
            text.append(DIGITS.charAt(rest.mod(BASE).intValue()));
        }
        return text.reverse().toString();
    }
}
