package io.lettergate.mime;

import java.io.IOException;
import java.io.InputStream;

/**
 * What the octets of a message need of those who carry it.
 *
 * @param isAscii whether none is above 127
 * @param isLines whether there is no NUL, and no line longer than 998 octets
 */
record MessageShape(boolean isAscii, boolean isLines) {

    private static final int LONGEST_LINE = 998;
    private static final int CHUNK = 1 << 14;

    static MessageShape of(InputStream octets) throws IOException {
        boolean isAscii = true;
        boolean isLines = true;
        int length = 0;
        var chunk = new byte[CHUNK];
        for (int count = octets.read(chunk); count >= 0 && isLines; count = octets.read(chunk)) {
            for (int i = 0; i < count; i++) {
                length = chunk[i] == '\n' || chunk[i] == '\r' ? 0 : length + 1;
                isAscii &= chunk[i] >= 0;
                isLines &= chunk[i] != 0 && length <= LONGEST_LINE;
            }
        }
        return new MessageShape(isAscii, isLines);
    }

    String encoding() {
        return !isLines ? "base64" : isAscii ? "7bit" : "8bit";
    }
}
