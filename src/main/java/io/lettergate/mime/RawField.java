package io.lettergate.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A header field before any decoding, unfolded (RFC 5322 §2.2).
 *
 * @param octets the body, one character for each octet
 */
record RawField(String name, String octets) {

    private static final int MOST_FIELDS = 2_000;
    private static final int LONGEST_FIELD = 64 * 1024;
    static final int LONGEST_HEADER = 1024 * 1024;

    /** All fields up to the first empty line, within limits; other lines are skipped. */
    static List<RawField> all(byte[] header) {
        return all(header, new HeaderEnd());
    }

    /** The same, with a look for lines at its end that are none. */
    static List<RawField> all(byte[] header, HeaderEnd end) {
        var octets = new String(header, 0, Math.min(header.length, LONGEST_HEADER), StandardCharsets.ISO_8859_1);
        var text = octets.indexOf('\n') < 0 ? octets.replace('\r', '\n') : octets;
        var fields = new ArrayList<RawField>();
        int start = 0;
        while (start < text.length() && fields.size() < MOST_FIELDS && !isEmptyLine(text, start)) {
            int next = endOfField(text, start);
            var field = of(text.substring(start, next));
            if (field != null) {
                fields.add(field);
            }
            end.pass(field, start);
            start = next;
        }
        return fields;
    }

    /** One field with its folds; nothing where the line is no field. */
    static @Nullable RawField of(String field) {
        int colon = field.indexOf(':');
        var name = colon < 0 ? "" : field.substring(0, colon).stripTrailing();
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            return null;
        }
        var body = field.substring(colon + 1, Math.min(field.length(), colon + 1 + LONGEST_FIELD));
        return new RawField(name, body.replace("\r", "").replace("\n", "").strip());
    }

    /** The words, whatever charset the octets are in; encoded words stay encoded. */
    String text() {
        return Charsets.guess(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    boolean is(String wantedName) {
        return name.equalsIgnoreCase(wantedName);
    }

    private static int endOfField(String text, int start) {
        int end = start;
        do {
            int newline = text.indexOf('\n', end);
            end = newline < 0 ? text.length() : newline + 1;
        } while (end < text.length() && isFold(text, end));
        return end;
    }

    /** A line of nothing but white space ends no header in practice, so it counts as a fold. */
    private static boolean isFold(String text, int start) {
        return text.charAt(start) == ' ' || text.charAt(start) == '\t';
    }

    private static boolean isEmptyLine(String text, int start) {
        return text.startsWith("\n", start) || text.startsWith("\r\n", start);
    }
}
