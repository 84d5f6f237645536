package io.lettergate.mime;

import java.io.ByteArrayInputStream;

/**
 * Gives octets in pieces that end with a line. The parser takes a boundary for another that begins like it where its
 * buffer ends between the two, so its buffer had better end elsewhere.
 */
final class WholeLines extends ByteArrayInputStream {

    WholeLines(byte[] octets) {
        super(octets);
    }

    @Override
    public synchronized int read(byte[] into, int from, int most) {
        int read = super.read(into, from, most);
        for (int end = from + read; end > from; end--) {
            if (into[end - 1] == '\n') {
                pos -= from + read - end;
                return end - from;
            }
        }
        return read;
    }
}
