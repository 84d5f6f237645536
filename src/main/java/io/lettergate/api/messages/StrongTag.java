package io.lettergate.api.messages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The name of octets that never change (RFC 9110 §8.8.3).
 *
 * @param value without its quotes; it names the owner too, so that no two people share one
 */
record StrongTag(String value) {

    private static final String CACHING = "private, max-age=31536000, immutable";

    /** Answers with nothing where the caller says that they have the octets. */
    boolean answersAlone(HttpServletRequest request, HttpServletResponse response) {
        var known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known == null
                || ETag.parse(known).stream().noneMatch(tag -> tag.tag().equals(value))) {
            return false;
        }
        response.setStatus(HttpStatus.NOT_MODIFIED.value());
        describe(response);
        return true;
    }

    void describe(HttpServletResponse response) {
        response.setHeader(HttpHeaders.ETAG, toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, CACHING);
    }

    @Override
    public String toString() {
        return "\"" + value + "\"";
    }
}
