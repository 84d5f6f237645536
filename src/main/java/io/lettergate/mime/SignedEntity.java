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

    /** Finds them; nothing where the boundary does not come twice. */
    public static @Nullable SignedEntity in(InputStream message, String boundary) throws IOException {
        var lines = new Lines(message);
        var delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        boolean isHeader = true;
        long start = -1;
        int endBefore = 0;
        while (lines.next()) {
            isHeader &= !lines.isEmpty();
            if (!isHeader && isDelimiter(lines, delimiter)) {
                if (start >= 0) {
                    return new SignedEntity(start, Math.max(0, lines.start() - endBefore - start));
                }
                start = lines.end();
            }
            endBefore = lines.lineEnd();
        }
        return null;
    }

    private static boolean isDelimiter(Lines lines, byte[] delimiter) {
        if (!lines.startsWith(delimiter)) {
            return false;
        }
        int next = lines.octet(delimiter.length);
        return next == '\r' || next == '\n' || next == ' ' || next == '\t' || next == '-';
    }
}
