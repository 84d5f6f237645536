package io.lettergate.webmail.content;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which octets of a file are asked for (RFC 9110 §14.2).
 *
 * @param last the last of them, itself included
 */
record OctetSpan(long first, long last) {

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /**
     * Reads a Range header; nothing where all octets are to be given.
     *
     * @throws IllegalArgumentException if the file has none of those
     */
    static @Nullable OctetSpan of(@Nullable String range, @Nullable Long size) {
        var asked = range == null || size == null ? null : RANGE.matcher(range.strip());
        if (asked == null || size == null || !asked.matches()) {
            return null;
        }
        var from = asked.group(1);
        var to = asked.group(2);
        if (from.isEmpty() && to.isEmpty()) {
            return null;
        }
        long first = from.isEmpty() ? Math.max(0, size - Long.parseLong(to)) : Long.parseLong(from);
        long last = from.isEmpty() || to.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(to));
        if (first > last) {
            throw new IllegalArgumentException("The file ends before " + first);
        }
        return new OctetSpan(first, last);
    }

    long length() {
        return last - first + 1;
    }
}
