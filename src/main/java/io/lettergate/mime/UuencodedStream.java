package io.lettergate.mime;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Uuencoded lines to octets (POSIX uuencode): what stands between "begin" and "end". */
final class UuencodedStream extends InputStream {

    private static final int LONGEST_LINE = 200;

    private final InputStream encoded;
    private ByteArrayInputStream line = new ByteArrayInputStream(new byte[0]);
    private boolean begun;
    private boolean ended;

    UuencodedStream(InputStream encoded) {
        this.encoded = new BufferedInputStream(encoded);
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? line.read() : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return length == 0 ? 0 : hasMore() ? line.read(target, offset, length) : -1;
    }

    private boolean hasMore() throws IOException {
        while (line.available() == 0 && !ended) {
            var text = nextLine();
            if (!begun) {
                begun = text.startsWith("begin ");
            } else if (text.equals("end")) {
                ended = true;
            } else {
                line = new ByteArrayInputStream(octets(text));
            }
        }
        return line.available() > 0;
    }

    private String nextLine() throws IOException {
        var text = new StringBuilder();
        int octet = encoded.read();
        ended = octet < 0;
        while (octet >= 0 && octet != '\n') {
            if (octet != '\r' && text.length() < LONGEST_LINE) {
                text.append((char) octet);
            }
            octet = encoded.read();
        }
        return text.toString();
    }

    private static byte[] octets(String text) {
        var encoded = text.getBytes(StandardCharsets.ISO_8859_1);
        int count = encoded.length == 0 ? 0 : value(encoded, 0);
        var octets = new ByteArrayOutputStream(64);
        for (int i = 1; i < encoded.length && octets.size() < count; i += 4) {
            int bits = value(encoded, i) << 18
                    | value(encoded, i + 1) << 12
                    | value(encoded, i + 2) << 6
                    | value(encoded, i + 3);
            for (int shift = 16; shift >= 0 && octets.size() < count; shift -= 8) {
                octets.write(bits >> shift);
            }
        }
        return octets.toByteArray();
    }

    private static int value(byte[] encoded, int index) {
        return index < encoded.length ? encoded[index] - ' ' & 0x3F : 0;
    }

    @Override
    public void close() throws IOException {
        encoded.close();
    }
}
