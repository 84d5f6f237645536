package io.lettergate.mail;

import java.nio.charset.StandardCharsets;

/**
 * The unique-id a POP3 server gave a message (RFC 1939 §7). Compared octet by octet; servers in the wild go beyond the 70
 * printable characters, so up to 255 octets of any kind but line ends are taken.
 *
 * @param value one character for each octet (ISO 8859-1)
 */
public record Uidl(String value) {

    /** How many octets it may have. */
    public static final int LONGEST = 255;

    public Uidl {
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException("A unique-id has 1 to " + LONGEST + " octets");
        }
        if (value.chars().anyMatch(character -> character > 0xFF || character == '\r' || character == '\n')) {
            throw new IllegalArgumentException("A unique-id is one line of octets");
        }
    }

    /** Reads the octets as they came. */
    public static Uidl of(byte[] octets) {
        return new Uidl(new String(octets, StandardCharsets.ISO_8859_1));
    }

    @Override
    public String toString() {
        return value;
    }
}
