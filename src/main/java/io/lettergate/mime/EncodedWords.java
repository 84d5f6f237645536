package io.lettergate.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the words of RFC 2047 wherever they stand, broken ones too. Neighbours in one charset are decoded together,
 * because many programs cut a character in two.
 */
final class EncodedWords {

    private static final int LONGEST_CHARSET = 60;
    private static final int LONGEST_WORD = 8_000;

    private final String source;
    private final StringBuilder decoded = new StringBuilder();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private String pendingCharset = "";

    private EncodedWords(String source) {
        this.source = source;
    }

    static String decode(String source) {
        return source.contains("=?") ? new EncodedWords(source).decode() : source;
    }

    private String decode() {
        int from = 0;
        int start = source.indexOf("=?");
        while (start >= 0) {
            var word = Word.at(source, start);
            if (word == null) {
                start = source.indexOf("=?", start + 2);
            } else {
                between(source.substring(from, start));
                add(word);
                from = word.end();
                start = source.indexOf("=?", from);
            }
        }
        flush();
        return decoded.append(source, from, source.length()).toString();
    }

    private void between(String plain) {
        if (pending.size() == 0 || !plain.isBlank()) {
            flush();
            decoded.append(plain);
        }
    }

    private void add(Word word) {
        if (!word.charset().equals(pendingCharset)) {
            flush();
            pendingCharset = word.charset();
        }
        pending.writeBytes(word.octets());
    }

    private void flush() {
        if (pending.size() > 0) {
            decoded.append(Charsets.decode(pending.toByteArray(), Charsets.named(pendingCharset)));
            pending.reset();
        }
        pendingCharset = "";
    }

    /** Where the word that begins here ends, or -1 where none begins. */
    static int endOfWord(String source, int start) {
        var word = source.startsWith("=?", start) ? Word.at(source, start) : null;
        return word == null ? -1 : word.end();
    }

    /** One word: charset, encoding, and what was encoded. */
    private record Word(String charset, char encoding, String text, int end) {

        static @Nullable Word at(String source, int start) {
            int charsetEnd = source.indexOf('?', start + 2, within(source, start + 2, LONGEST_CHARSET));
            if (charsetEnd < 0 || charsetEnd + 2 >= source.length() || source.charAt(charsetEnd + 2) != '?') {
                return null;
            }
            char encoding = Character.toLowerCase(source.charAt(charsetEnd + 1));
            int text = charsetEnd + 3;
            int end = source.indexOf("?=", text, within(source, text, LONGEST_WORD));
            if ((encoding != 'b' && encoding != 'q') || end < 0) {
                return null;
            }
            var charset = source.substring(start + 2, charsetEnd).toLowerCase(Locale.ROOT);
            int language = charset.indexOf('*');
            return new Word(
                    language < 0 ? charset : charset.substring(0, language),
                    encoding,
                    source.substring(text, end),
                    end + 2);
        }

        byte[] octets() {
            return encoding == 'b'
                    ? Base64Stream.decode(text.getBytes(StandardCharsets.ISO_8859_1))
                    : quoted(text.getBytes(StandardCharsets.UTF_8));
        }

        private static byte[] quoted(byte[] text) {
            var octets = new ByteArrayOutputStream(text.length);
            for (int i = 0; i < text.length; i++) {
                int high = text[i] == '=' && i + 2 < text.length ? Character.digit(text[i + 1], 16) : -1;
                int low = high < 0 ? -1 : Character.digit(text[i + 2], 16);
                if (low >= 0) {
                    octets.write(high * 16 + low);
                    i += 2;
                } else {
                    octets.write(text[i] == '_' ? ' ' : text[i]);
                }
            }
            return octets.toByteArray();
        }

        private static int within(String source, int from, int length) {
            return Math.min(from + length, source.length());
        }
    }
}
