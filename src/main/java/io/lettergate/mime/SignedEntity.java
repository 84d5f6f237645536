package io.lettergate.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the octets stand that a message's signature is for: the first part of its outermost multipart, header and all,
 * without the line end that belongs to the boundary (RFC 1847 §2.1).
 */
public record SignedEntity(long start, long length) {

    /**
     * Finds them; nothing where the boundary does not come twice, or where something that begins like it stands before:
     * who shows the message might take that for the boundary, or not, and so show other words than these.
     */
    public static @Nullable SignedEntity in(InputStream message, String boundary) throws IOException {
        var lines = new Lines(message);
        var delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        boolean isHeader = true;
        long start = -1;
        int endBefore = 0;
        while (lines.next()) {
            isHeader &= !lines.isEmpty();
            boolean isLike = lines.startsWith(delimiter);
            boolean isDelimiter = isLike && !isHeader && isBlankFrom(lines, delimiter.length);
            if (isLike && !isDelimiter && start < 0) {
                return null;
            }
            if (isDelimiter && start >= 0) {
                return new SignedEntity(start, Math.max(0, lines.start() - endBefore - start));
            }
            start = isDelimiter ? lines.end() : start;
            endBefore = lines.lineEnd();
        }
        return null;
    }

    private static boolean isBlankFrom(Lines lines, int place) {
        int at = place;
        while (lines.octet(at) == ' ' || lines.octet(at) == '\t' || lines.octet(at) == '\r') {
            at++;
        }
        return lines.octet(at) == '\n';
    }
}
