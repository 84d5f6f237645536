package io.lettergate.reading;

import java.io.IOException;
import java.io.InputStream;

/** The first octets of a stream, and no more. */
final class Beginning extends InputStream {

    private final InputStream stream;
    private long left;

    Beginning(InputStream stream, long length) {
        this.stream = stream;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        int octet = left > 0 ? stream.read() : -1;
        left--;
        return octet;
    }

    @Override
    public int read(byte[] target, int from, int most) throws IOException {
        if (left <= 0) {
            return most == 0 ? 0 : -1;
        }
        int count = stream.read(target, from, (int) Math.min(most, left));
        left -= Math.max(count, 0);
        return count;
    }
}
