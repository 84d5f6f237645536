package io.lettergate.net;

import java.io.IOException;
import java.io.OutputStream;

/** Writes to one stream and later to another: a mail connection may become compressed on its way. */
class SwitchOutput extends OutputStream {

    private OutputStream current;

    SwitchOutput(OutputStream first) {
        this.current = first;
    }

    OutputStream current() {
        return current;
    }

    void now(OutputStream next) {
        current = next;
    }

    @Override
    public void write(int octet) throws IOException {
        current.write(octet);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        current.write(octets, offset, length);
    }

    @Override
    public void flush() throws IOException {
        current.flush();
    }
}
