package io.lettergate.mime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lines that end in CR LF, as they were signed, however they are kept. */
final class LineEndStream extends InputStream {

    private final InputStream stream;
    private int last;
    private int pending = -1;

    LineEndStream(InputStream stream) {
        this.stream = new BufferedInputStream(stream);
    }

    @Override
    public int read() throws IOException {
        int octet = pending >= 0 ? pending : stream.read();
        if (octet == '\n' && last != '\r' && pending < 0) {
            pending = '\n';
            octet = '\r';
        } else {
            pending = -1;
        }
        last = octet;
        return octet;
    }

    @Override
    public int read(byte[] target, int from, int most) throws IOException {
        int count = 0;
        while (count < most) {
            int octet = read();
            if (octet < 0) {
                return count == 0 ? -1 : count;
            }
            target[from + count++] = (byte) octet;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
