package io.lettergate.webmail.content;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** The headers under which a stranger's octets may leave: nothing of them runs, and nothing is guessed about them. */
final class Saving {

    private Saving() {}

    /** As a file to be saved, whatever it is; with its size where that is known. */
    static void as(@Nullable Long size, String name, HttpServletResponse response) {
        if (size != null) {
            response.setContentLengthLong(size);
        }
        var disposition = ContentDisposition.attachment();
        var ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(name);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                (ascii ? disposition.filename(name) : disposition.filename(name, StandardCharsets.UTF_8))
                        .build()
                        .toString());
        response.setContentType("application/octet-stream");
        fence(response);
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }

    /** As a picture inside a message's frame, whose opaque origin is the same site as none: all narrower policies block it there. */
    static void shown(String type, HttpServletResponse response) {
        response.setContentType(type);
        fence(response);
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }

    /** As something that a page of ours shows: it has no origin, loads nothing, and stands in no other page. */
    static void looked(String type, HttpServletResponse response) {
        response.setContentType(type);
        fence(response);
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }

    private static void fence(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
    }
}
