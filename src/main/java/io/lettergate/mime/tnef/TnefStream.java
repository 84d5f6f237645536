package io.lettergate.mime.tnef;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Numbers and octets of a stream, least octet first; it knows where it stands. */
final class TnefStream {

    private final InputStream stream;
    private long position;

    TnefStream(InputStream stream) {
        this.stream = new BufferedInputStream(stream);
    }

    long position() {
        return position;
    }

    int octet() throws IOException {
        int octet = stream.read();
        if (octet < 0) {
            throw new EOFException("A winmail.dat ends within");
        }
        position++;
        return octet;
    }

    int two() throws IOException {
        return octet() | octet() << 8;
    }

    long four() throws IOException {
        return two() | (long) two() << 16;
    }

    /** So many octets, but no more than there are. */
    byte[] octets(int count) throws IOException {
        var octets = stream.readNBytes(count);
        position += octets.length;
        if (octets.length < count) {
            throw new EOFException("A winmail.dat ends within");
        }
        return octets;
    }

    void skipTo(long wanted) throws IOException {
        while (position < wanted) {
            long passed = stream.skip(wanted - position);
            if (passed <= 0) {
                octet();
            }
            position += Math.max(passed, 0);
        }
    }
}
