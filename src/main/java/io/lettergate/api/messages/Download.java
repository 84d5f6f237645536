package io.lettergate.api.messages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Octets on their way to a caller, a small piece at a time. The first piece is read before anything is answered, so that
 * a failure up to there can still be explained.
 *
 * @param size how many there are, absent where that is not known before
 */
record Download(InputStream octets, @Nullable Long size, String type, AttachmentName name, StrongTag tag) {

    private static final int PIECE = 64 << 10;

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (octets) {
            if (request.getMethod().equals("HEAD")) {
                describe(response, null);
                return;
            }
            var range = OctetRange.asked(request, size, tag, PIECE);
            var left = range == null ? Long.MAX_VALUE : range.length();
            var piece = new byte[PIECE];
            var count = first(piece, range, left);
            describe(response, range == null || size != null ? range : range.cutTo(count));
            while (count > 0) {
                response.getOutputStream().write(piece, 0, count);
                left -= count;
                count = read(piece, left);
            }
        }
    }

    private int first(byte[] piece, @Nullable OctetRange range, long left) throws IOException {
        if (range == null) {
            return read(piece, left);
        }
        for (long before = range.first(); before > 0; ) {
            var passed = octets.skip(before);
            if (passed == 0 && octets.read() < 0) {
                return 0;
            }
            before -= Math.max(passed, 1);
        }
        return octets.readNBytes(piece, 0, (int) Math.min(piece.length, left));
    }

    private int read(byte[] piece, long left) throws IOException {
        return left <= 0 ? 0 : octets.read(piece, 0, (int) Math.min(piece.length, left));
    }

    private void describe(HttpServletResponse response, @Nullable OctetRange range) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, name.disposition());
        tag.describe(response);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        if (range != null) {
            response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
            response.setHeader(HttpHeaders.CONTENT_RANGE, range + "/" + (size == null ? "*" : size));
            response.setContentLengthLong(range.length());
        } else if (size != null) {
            response.setContentLengthLong(size);
        }
    }
}
