package io.lettergate.mime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Quoted-printable to octets; an equals sign that encodes nothing stays as it is (RFC 2045 §6.7). */
final class QuotedPrintableStream extends InputStream {

    private static final int LONGEST_LINE = 76;

    private final PushbackInputStream encoded;

    QuotedPrintableStream(InputStream encoded) {
        this.encoded = new PushbackInputStream(new BufferedInputStream(encoded), LONGEST_LINE + 2);
    }

    @Override
    public int read() throws IOException {
        while (true) {
            int octet = encoded.read();
            if (octet != '=') {
                return octet;
            }
            int decoded = hex();
            if (decoded >= 0) {
                return decoded;
            }
            if (!skipsLineEnd()) {
                return '=';
            }
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return OneByOne.read(this, target, offset, length);
    }

    private int hex() throws IOException {
        int first = encoded.read();
        int second = first < 0 ? -1 : encoded.read();
        int high = Character.digit(first, 16);
        int low = Character.digit(second, 16);
        if (high >= 0 && low >= 0) {
            return high * 16 + low;
        }
        unread(second);
        unread(first);
        return -1;
    }

    private boolean skipsLineEnd() throws IOException {
        var spaces = new byte[LONGEST_LINE];
        int count = 0;
        int octet = encoded.read();
        while ((octet == ' ' || octet == '\t') && count < LONGEST_LINE) {
            spaces[count++] = (byte) octet;
            octet = encoded.read();
        }
        if (octet == '\r') {
            int afterwards = encoded.read();
            if (afterwards != '\n') {
                unread(afterwards);
            }
            return true;
        }
        if (octet == '\n' || octet < 0) {
            return true;
        }
        unread(octet);
        encoded.unread(spaces, 0, count);
        return false;
    }

    private void unread(int octet) throws IOException {
        if (octet >= 0) {
            encoded.unread(octet);
        }
    }

    @Override
    public void close() throws IOException {
        encoded.close();
    }
}
