package io.lettergate.net;

import java.io.IOException;
import java.io.InputStream;

/** Reads from one stream and later from another: a mail connection may become compressed on its way. */
class SwitchInput extends InputStream {

    private InputStream current;
    private boolean lineByLine;

    SwitchInput(InputStream first) {
        this.current = first;
    }

    void now(InputStream next) {
        current = next;
    }

    /** While it is on, no read goes beyond the end of a line. */
    void lineByLine(boolean on) {
        lineByLine = on;
    }

    @Override
    public int read() throws IOException {
        return current.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return lineByLine ? line(target, offset, length) : current.read(target, offset, length);
    }

    private int line(byte[] target, int offset, int length) throws IOException {
        for (int count = 0; count < length; ) {
            var octet = current.read();
            if (octet < 0) {
                return count == 0 ? -1 : count;
            }
            target[offset + count++] = (byte) octet;
            if (octet == '\n') {
                return count;
            }
        }
        return length;
    }

    /** Nobody may wait for octets that would be taken too early. */
    @Override
    public int available() throws IOException {
        return lineByLine ? 0 : current.available();
    }
}
