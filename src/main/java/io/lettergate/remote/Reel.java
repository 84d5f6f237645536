package io.lettergate.remote;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The octets of a picture while it is read, and those of it that are kept. Reading past the end throws. */
final class Reel {

    private static final long MOST_DOTS = 50_000_000;
    private static final int LONGEST_SIDE = 20_000;

    private final ByteBuffer octets;
    private final ByteArrayOutputStream kept;

    Reel(ByteBuffer octets) {
        this.octets = octets.duplicate();
        this.kept = new ByteArrayOutputStream(octets.remaining());
    }

    ByteBuffer octets() {
        return octets;
    }

    int octet() {
        return octets.get() & 255;
    }

    int twoOctets() {
        return octets.getShort() & 0xFFFF;
    }

    /** As many as a picture says that there are; more than there can be is refused. */
    byte[] take(long length) {
        demand(length >= 0 && length <= octets.remaining());
        var taken = new byte[(int) length];
        octets.get(taken);
        return taken;
    }

    String word(int length) {
        return new String(take(length), StandardCharsets.ISO_8859_1);
    }

    /** Keeps what was read since. */
    void keepFrom(int position) {
        var end = octets.position();
        for (int at = position; at < end; at++) {
            kept.write(octets.get(at));
        }
    }

    void keep(int octet) {
        kept.write(octet);
    }

    byte[] kept() {
        return kept.toByteArray();
    }

    static void demand(boolean isSo) {
        if (!isSo) {
            throw new IllegalArgumentException("This is no whole picture");
        }
    }

    /** Browsers make a dot in memory of each one: a small file can say that it has very many. */
    static void demandSize(long width, long height, int frames) {
        demand(width > 0 && height > 0 && width <= LONGEST_SIDE && height <= LONGEST_SIDE);
        demand(width * height <= MOST_DOTS && width * height * frames <= 20 * MOST_DOTS);
    }
}
