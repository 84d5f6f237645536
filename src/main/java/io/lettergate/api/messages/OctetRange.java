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
     * @param size how many octets there are; where that is not known, only a short range can be answered
     * @param longest how long such a range may be
     */
    static @Nullable OctetRange asked(HttpServletRequest request, @Nullable Long size, StrongTag tag, int longest) {
        var asked = request.getHeader(HttpHeaders.RANGE);
        var condition = request.getHeader(HttpHeaders.IF_RANGE);
        if (asked == null || (condition != null && !condition.equals(tag.toString()))) {
            return null;
        }
        try {
            var ranges = HttpRange.parseRanges(asked);
            if (ranges.size() != 1) {
                return null;
            }
            var only = ranges.getFirst();
            if (size == null) {
                return shortOne(only, longest);
            }
            var range = new OctetRange(only.getRangeStart(size), only.getRangeEnd(size));
            return range.length() > 0 ? range : refuse(size);
        } catch (IllegalArgumentException noRange) {
            return null;
        }
    }

    /** Both ends of a suffix range depend on the size, and so does the end of an open one. */
    private static @Nullable OctetRange shortOne(HttpRange asked, int longest) {
        var range = new OctetRange(asked.getRangeStart(Long.MAX_VALUE), asked.getRangeEnd(Long.MAX_VALUE));
        return range.last() < Long.MAX_VALUE - 1 && range.length() <= longest ? range : null;
    }

    private static OctetRange refuse(@Nullable Long size) {
        var refused = new ErrorResponseException(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE);
        if (size != null) {
            refused.getHeaders().set(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
        }
        throw refused;
    }

    /** What there was of it. */
    OctetRange cutTo(int count) {
        return count > 0 ? new OctetRange(first, first + count - 1) : refuse(null);
    }

    long length() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return "bytes " + first + "-" + last;
    }
}
