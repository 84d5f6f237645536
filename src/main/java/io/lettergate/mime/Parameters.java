package io.lettergate.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the parameters of content types and dispositions: pieces and charsets (RFC 2231), and encoded words, which do
 * not belong there but are common.
 */
public final class Parameters {

    private static final int LONGEST_FILE_NAME = 255;
    private static final int MOST_PIECES = 1_000;

    private Parameters() {}

    /**
     * Gives each parameter once, under its plain name in lower case.
     *
     * @param raw as they stood in the message; characters above ASCII may be octets of any charset
     */
    public static Map<String, String> decode(Map<String, String> raw) {
        var lower = new LinkedHashMap<String, String>();
        raw.forEach((name, value) -> lower.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), value));
        var decoded = new LinkedHashMap<String, String>();
        for (var name : lower.keySet()) {
            int star = name.indexOf('*');
            var plain = star < 0 ? name : name.substring(0, star);
            if (!plain.isEmpty() && !decoded.containsKey(plain)) {
                decoded.put(plain, value(plain, lower));
            }
        }
        return decoded;
    }

    /** The name to save a part under, from its disposition or else its content type; it is not a path. */
    public static @Nullable String fileName(Map<String, String> disposition, Map<String, String> contentType) {
        var name = OneLine.of(decode(disposition).getOrDefault("filename", ""), LONGEST_FILE_NAME);
        if (name.isEmpty()) {
            name = OneLine.of(decode(contentType).getOrDefault("name", ""), LONGEST_FILE_NAME);
        }
        return name.isEmpty() ? null : name;
    }

    private static String value(String name, Map<String, String> raw) {
        var whole = raw.get(name + "*");
        if (whole != null) {
            return extended(whole);
        }
        if (raw.containsKey(name + "*0") || raw.containsKey(name + "*0*")) {
            return joined(name, raw);
        }
        return EncodedWords.decode(words(raw.getOrDefault(name, "")));
    }

    private static String extended(String value) {
        var octets = new ByteArrayOutputStream();
        unescape(afterLanguage(value), octets);
        return Charsets.decode(octets.toByteArray(), Charsets.named(charset(value)));
    }

    /** All pieces up to the first gap (RFC 2231 §3, §4.1). */
    private static String joined(String name, Map<String, String> raw) {
        var octets = new ByteArrayOutputStream();
        String charset = null;
        boolean escaped = false;
        for (int i = 0; i < MOST_PIECES; i++) {
            var plain = raw.get(name + "*" + i);
            var extended = raw.get(name + "*" + i + "*");
            if (extended != null) {
                charset = i == 0 ? charset(extended) : charset;
                unescape(i == 0 ? afterLanguage(extended) : extended, octets);
                escaped = true;
            } else if (plain != null) {
                octets.writeBytes(octets(plain));
            } else {
                break;
            }
        }
        var value = Charsets.decode(octets.toByteArray(), Charsets.named(charset));
        return escaped ? value : EncodedWords.decode(value);
    }

    private static @Nullable String charset(String extended) {
        int quote = extended.indexOf('\'');
        return quote > 0 && extended.indexOf('\'', quote + 1) > 0 ? extended.substring(0, quote) : null;
    }

    private static String afterLanguage(String extended) {
        int quote = extended.indexOf('\'');
        int second = quote < 0 ? -1 : extended.indexOf('\'', quote + 1);
        return extended.substring(second + 1);
    }

    private static void unescape(String value, ByteArrayOutputStream octets) {
        var text = octets(value);
        for (int i = 0; i < text.length; i++) {
            int high = text[i] == '%' && i + 2 < text.length ? Character.digit(text[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text[i + 2], 16);
            if (low >= 0) {
                octets.write(high * 16 + low);
                i += 2;
            } else {
                octets.write(text[i]);
            }
        }
    }

    private static String words(String value) {
        return Charsets.guess(octets(value));
    }

    /** Characters up to U+00FF are octets that nobody decoded yet; above that, somebody already did. */
    private static byte[] octets(String value) {
        var charset = value.chars().allMatch(c -> c <= 0xFF) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        return value.getBytes(charset);
    }
}
