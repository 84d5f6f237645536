package io.lettergate.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a server answered to one command (RFC 5321 §4.2).
 *
 * @param lines without code and line end, one character for each octet
 */
record Reply(int code, List<String> lines) {

    private static final int LONGEST_WORDS = 400;

    Reply {
        lines = List.copyOf(lines);
    }

    boolean isYes() {
        return code / 100 == 2;
    }

    /** Whether the same may work later. */
    boolean isLater() {
        return code / 100 == 4;
    }

    /** Whether the server goes, whatever it was asked for. */
    boolean isGoodbye() {
        return code == 421;
    }

    /** As much of it as a person wants to read, with its code; what is beyond ASCII is UTF-8 nearly everywhere. */
    String words() {
        var text = code + " " + String.join(" ", lines);
        var read = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        var plain = read.replaceAll("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}]+", " ").strip();
        return plain.length() > LONGEST_WORDS ? plain.substring(0, LONGEST_WORDS) : plain;
    }
}
