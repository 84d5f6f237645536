package io.lettergate.mailbox;

import java.io.IOException;
import java.io.InputStream;

/** Reads what was spooled, all or some of it; closing it leaves the file to its owner. */
class SpooledStream extends InputStream {

    private final SpoolFile file;
    private final long end;
    private long position;

    SpooledStream(SpoolFile file) {
        this(file, 0, Long.MAX_VALUE);
    }

    SpooledStream(SpoolFile file, long start, long length) {
        this.file = file;
        this.position = start;
        this.end = length > Long.MAX_VALUE - start ? Long.MAX_VALUE : start + length;
    }

    @Override
    public int read() throws IOException {
        var octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int most) throws IOException {
        if (most == 0) {
            return 0;
        }
        if (position >= end) {
            return -1;
        }
        var count = file.read(position, target, from, (int) Math.min(most, end - position));
        position += Math.max(count, 0);
        return count;
    }

    /** Passes over octets without reading them; whether they are there shows later. */
    @Override
    public long skip(long count) {
        var passed = Math.clamp(count, 0, end - position);
        position += passed;
        return passed;
    }
}
