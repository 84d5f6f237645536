package io.lettergate.pop3;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The first octets of something longer; the rest is let go. */
final class Beginning {

    private static final int FIRST = 8 << 10;

    private final int limit;
    private byte[] kept;
    private int length;

    Beginning(int limit) {
        this.limit = limit;
        this.kept = new byte[Math.min(limit, FIRST)];
    }

    void take(ByteBuffer octets) {
        var count = Math.min(octets.remaining(), limit - length);
        if (count > kept.length - length) {
            kept = Arrays.copyOf(kept, Math.min(Math.max(length + count, kept.length * 2), limit));
        }
        octets.get(kept, length, count);
        length += count;
    }

    byte[] octets() {
        return Arrays.copyOf(kept, length);
    }
}
