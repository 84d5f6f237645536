package io.lettergate.mime;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The body of a Content-Type or Content-Disposition field, taken apart but not decoded (RFC 2045 §5.1, RFC 2183 §2).
 *
 * @param value what stands before the first semicolon, in lower case
 */
record ContentField(String value, Map<String, String> parameters) {

    private static final int MOST_PARAMETERS = 1_000;

    static ContentField parse(String octets) {
        int start = endOfUnquoted(octets, 0);
        var parameters = new LinkedHashMap<String, String>();
        var reader = new Reader(octets, start);
        while (reader.hasMore() && parameters.size() < MOST_PARAMETERS) {
            reader.next(parameters);
        }
        return new ContentField(token(octets.substring(0, start)).toLowerCase(Locale.ROOT), parameters);
    }

    /** The text up to its first comment or inner space. */
    static String token(String text) {
        var plain = text.strip();
        int end = 0;
        while (end < plain.length() && plain.charAt(end) > ' ' && plain.charAt(end) != '(') {
            end++;
        }
        return plain.substring(0, end);
    }

    private static int endOfUnquoted(String text, int from) {
        int end = text.indexOf(';', from);
        return end < 0 ? text.length() : end;
    }

    /** Goes over the parameters, one after the other. */
    private static final class Reader {

        private final String source;
        private int at;

        Reader(String source, int at) {
            this.source = source;
            this.at = at;
        }

        boolean hasMore() {
            return at < source.length();
        }

        void next(Map<String, String> parameters) {
            at++;
            int end = endOfUnquoted(source, at);
            int equals = source.indexOf('=', at, Math.max(at, end));
            if (equals < 0) {
                at = end;
                return;
            }
            var name = token(source.substring(at, equals)).toLowerCase(Locale.ROOT);
            at = equals + 1;
            while (hasMore() && source.charAt(at) <= ' ') {
                at++;
            }
            var value = hasMore() && source.charAt(at) == '"' ? quoted() : unquoted(name);
            if (!name.isEmpty()) {
                parameters.putIfAbsent(name, value);
            }
        }

        /** A backslash escapes only quotes and itself, since some programs send whole Windows paths. */
        private String quoted() {
            var value = new StringBuilder();
            at++;
            while (hasMore() && source.charAt(at) != '"') {
                char c = source.charAt(at);
                char following = at + 1 < source.length() ? source.charAt(at + 1) : ' ';
                if (c == '\\' && (following == '"' || following == '\\')) {
                    c = following;
                    at++;
                }
                value.append(c);
                at++;
            }
            at = endOfUnquoted(source, Math.min(at, source.length()));
            return value.toString();
        }

        /** File names are often written without quotes, spaces and all. */
        private String unquoted(String name) {
            int end = endOfUnquoted(source, at);
            var value = source.substring(at, end).strip();
            at = end;
            return name.contains("name") ? value : token(value);
        }
    }
}
