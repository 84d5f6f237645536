package io.lettergate.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Base64 to octets; skips what is no base64, and needs no padding (RFC 2045 §6.8). */
final class Base64Stream extends InputStream {

    private static final byte[] VALUES = values();
    private static final int PADDING = 64;

    private final InputStream encoded;
    private final byte[] chunk = new byte[8192];
    private int chunkEnd;
    private int next;
    private int bits;
    private int bitCount;

    Base64Stream(InputStream encoded) {
        this.encoded = encoded;
    }

    static byte[] decode(byte[] encoded) {
        try (var stream = new Base64Stream(new ByteArrayInputStream(encoded))) {
            return stream.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public int read() throws IOException {
        while (bitCount < 8) {
            int value = nextValue();
            if (value < 0) {
                return -1;
            }
            if (value == PADDING) {
                bitCount = 0;
            } else {
                bits = (bits << 6 | value) & 0xFFFF;
                bitCount += 6;
            }
        }
        bitCount -= 8;
        return bits >> bitCount & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return OneByOne.read(this, target, offset, length);
    }

    private int nextValue() throws IOException {
        while (true) {
            if (next == chunkEnd) {
                chunkEnd = encoded.read(chunk);
                next = 0;
                if (chunkEnd <= 0) {
                    chunkEnd = 0;
                    return -1;
                }
            }
            int value = VALUES[chunk[next++] & 0xFF];
            if (value >= 0) {
                return value;
            }
        }
    }

    @Override
    public void close() throws IOException {
        encoded.close();
    }

    private static byte[] values() {
        var values = new byte[256];
        Arrays.fill(values, (byte) -1);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        values['='] = PADDING;
        return values;
    }
}
