package io.lettergate.mime;

import java.io.IOException;
import java.io.InputStream;

/** Reads many octets from a stream that gives them one by one, and hides no failure as the default way would. */
final class OneByOne {

    private OneByOne() {}

    static int read(InputStream stream, byte[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int octet = stream.read();
            if (octet < 0) {
                return count == 0 ? -1 : count;
            }
            target[offset + count++] = (byte) octet;
        }
        return count;
    }
}
