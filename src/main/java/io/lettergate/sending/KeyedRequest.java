package io.lettergate.sending;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A request that a program gave a key, so that it counts once however often it comes. It is the same request only if it says
 * the same, with the same body.
 */
public final class KeyedRequest {

    private static final int LONGEST = 255;
    /** No body is larger; what is behind that counts as another request. */
    private static final long MOST = 1L << 30;

    private static final int BLOCK = 1 << 16;

    private final String key;
    private final MessageDigest digest = sha256();
    private InputStream body = InputStream.nullInputStream();
    private boolean hasEnded = true;
    private @Nullable String fingerprint;
    private boolean repeated;

    /**
     * A request without its body.
     *
     * @param said all that it says; absent values count, too
     * @throws IllegalArgumentException if no key looks like this
     */
    public KeyedRequest(String key, @Nullable Object... said) {
        if (key.isBlank() || key.length() > LONGEST || key.chars().anyMatch(c -> c < 0x20 || c > 0x7E)) {
            throw new IllegalArgumentException("A key has 1 to " + LONGEST + " ASCII characters");
        }
        this.key = key;
        for (var value : said) {
            var octets = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            digest.update((octets.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(octets);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    String key() {
        return key;
    }

    /** Its body, which counts as it is read. */
    public InputStream reading(InputStream octets) {
        hasEnded = false;
        body = new Counted(octets, digest);
        return body;
    }

    /** What tells it from others; reads what nobody read of its body. */
    public String fingerprint() {
        if (fingerprint == null) {
            drain();
            fingerprint = HexFormat.of().formatHex(digest.digest());
        }
        return fingerprint;
    }

    private void drain() {
        var block = new byte[BLOCK];
        try {
            for (long left = MOST; !hasEnded && left > 0; ) {
                left -= Math.max(body.read(block), 0);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The body; it may be closed when it was read to its end. */
    private final class Counted extends DigestInputStream {

        Counted(InputStream octets, MessageDigest counter) {
            super(octets, counter);
        }

        @Override
        public int read() throws IOException {
            return told(super.read());
        }

        @Override
        public int read(byte[] octets, int from, int length) throws IOException {
            return told(super.read(octets, from, length));
        }

        private int told(int read) {
            hasEnded |= read < 0;
            return read;
        }
    }

    /** Notes that another one came before with the same key, and said the same. */
    void repeat() {
        repeated = true;
    }

    /** Whether it made nothing, as another one had made it before. */
    public boolean isRepeated() {
        return repeated;
    }
}
