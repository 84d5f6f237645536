package io.lettergate.api.messages;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Which octets of a message a caller asks for, from the first to the last of them (RFC 9110 §14). */
record OctetRange(long first, long last) {

    /**
     * The one range that is asked for; absent where all octets are. Several ranges at once are answered with all octets,
     * and so is a range of something else than what the tag names.
     *
     * @param size how many octets there are, absent where that is not known
     */
    static @Nullable OctetRange asked(HttpServletRequest request, @Nullable Long size, StrongTag tag) {
        var asked = request.getHeader(HttpHeaders.RANGE);
        var condition = request.getHeader(HttpHeaders.IF_RANGE);
        if (asked == null || size == null || (condition != null && !condition.equals(tag.toString()))) {
            return null;
        }
        try {
            var ranges = HttpRange.parseRanges(asked);
            if (ranges.size() != 1) {
                return null;
            }
            var only = ranges.getFirst();
            var range = new OctetRange(only.getRangeStart(size), only.getRangeEnd(size));
            return range.length() > 0 ? range : refuse(size);
        } catch (IllegalArgumentException noRange) {
            return null;
        }
    }

    private static OctetRange refuse(long size) {
        var refused = new ErrorResponseException(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE);
        refused.getHeaders().set(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
        throw refused;
    }

    long length() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return "bytes " + first + "-" + last;
    }
}
