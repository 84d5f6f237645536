package io.lettergate.pop3;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Keeps the header of a message that comes by, as far as it is not endless. */
final class HeaderTap {

    /** More of a header tells nothing more. */
    static final int MOST = 64 << 10;

    private static final int FIRST = 4 << 10;

    private byte[] kept = new byte[FIRST];
    private int length;
    private int lineLength;
    private boolean isOver;

    /** Looks at octets, and leaves them in the buffer. */
    void look(ByteBuffer octets) {
        for (int at = octets.position(); at < octets.limit() && !isOver; at++) {
            take(octets.get(at));
        }
    }

    private void take(byte octet) {
        if (length == kept.length) {
            kept = Arrays.copyOf(kept, length * 2);
        }
        kept[length++] = octet;
        if (octet == '\n') {
            isOver = lineLength == 0;
            lineLength = 0;
        } else if (octet != '\r') {
            lineLength++;
        }
        isOver |= length == MOST;
    }

    byte[] header() {
        return Arrays.copyOf(kept, length);
    }

    static byte[] header(byte[] octets) {
        var tap = new HeaderTap();
        tap.look(ByteBuffer.wrap(octets));
        return tap.header();
    }
}
