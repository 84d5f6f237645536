package io.lettergate.mailbox;

import java.io.IOException;
import java.io.InputStream;

/** Reads what was spooled from its first octet on; closing it leaves the file to its owner. */
class SpooledStream extends InputStream {

    private final SpoolFile file;
    private long position;

    SpooledStream(SpoolFile file) {
        this.file = file;
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
        var count = file.read(position, target, from, most);
        position += Math.max(count, 0);
        return count;
    }
}
