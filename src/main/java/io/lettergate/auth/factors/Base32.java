package io.lettergate.auth.factors;

import java.io.ByteArrayOutputStream;

/** Octets as letters and digits that people can type (RFC 4648 §6), without padding. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(byte[] octets) {
        var text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte octet : octets) {
            held = ((held << Byte.SIZE) | (octet & 0xFF)) & 0xFFFF;
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt((held >> bits) & 0x1F));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((held << (BITS - bits)) & 0x1F));
        }
        return text.toString();
    }

    static byte[] decode(String text) {
        var octets = new ByteArrayOutputStream();
        int held = 0;
        int bits = 0;
        for (int at = 0; at < text.length(); at++) {
            int value = ALPHABET.indexOf(text.charAt(at));
            if (value < 0) {
                throw new IllegalArgumentException("Not a letter of Base32 at all");
            }
            held = ((held << BITS) | value) & 0xFFFF;
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                octets.write(held >> bits);
            }
        }
        return octets.toByteArray();
    }
}
