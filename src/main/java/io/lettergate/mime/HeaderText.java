package io.lettergate.mime;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Text on its way into a header: checked for what would end the line, and put into the words of RFC 2047. */
final class HeaderText {

    private static final int LINE = 76;
    private static final int LONGEST_PIECE = 70;
    private static final String OPEN = "=?UTF-8?B?";
    private static final String CLOSE = "?=";
    private static final Pattern SPACE = Pattern.compile(" ");

    private HeaderText() {}

    /**
     * The text, if it can stand in a header: no line end and no other control, whatever a reader takes for one.
     *
     * @param what names it at the beginning of a sentence
     * @throws IllegalArgumentException if it cannot
     */
    static String require(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isAlone = Character.isSurrogate(c)
                    && !(Character.isHighSurrogate(c)
                            ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                            : i > 0 && Character.isHighSurrogate(text.charAt(i - 1)));
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || isAlone) {
                throw new IllegalArgumentException(
                        what + " holds a line end or another character that no header can hold.");
            }
        }
        return text;
    }

    /** Whether it cannot stand as it is, or would be read as something else. */
    static boolean needsWords(String text) {
        return text.contains("=?")
                || text.startsWith(" ")
                || text.endsWith(" ")
                || text.contains("  ")
                || text.chars().anyMatch(c -> c > '~')
                || SPACE.splitAsStream(text).anyMatch(word -> word.length() > LONGEST_PIECE);
    }

    /** Text for a field without structure, folded. */
    static String unstructured(String text, int indent) {
        return needsWords(text) ? words(text, indent) : folded(text, indent);
    }

    private static String folded(String text, int indent) {
        var folded = new StringBuilder();
        int used = indent;
        for (var word : SPACE.split(text, -1)) {
            if (!folded.isEmpty()) {
                boolean fits = used + 1 + word.length() <= LINE;
                folded.append(fits ? " " : "\r\n ");
                used = fits ? used + 1 : 1;
            }
            folded.append(word);
            used += word.length();
        }
        return folded.toString();
    }

    /** Words of at most 75 characters, cut between characters only, each on a line of its own but the first. */
    static String words(String text, int indent) {
        var words = new StringBuilder();
        int room = octets(LINE - 1 - indent);
        int start = 0;
        int size = 0;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int length = sizeOf(text.codePointAt(i));
            if (size + length > room) {
                int cut = cut(text, start, i);
                append(words, text.substring(start, cut));
                start = cut;
                size = text.substring(cut, i).getBytes(StandardCharsets.UTF_8).length;
                room = octets(LINE - 1 - 1);
            }
            size += length;
        }
        append(words, text.substring(start));
        return words.toString();
    }

    private static int sizeOf(int character) {
        return Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Some readers double a space at the edge of a word, so it is cut beside one only where there is no other place. */
    private static int cut(String text, int start, int end) {
        for (int cut = end; cut > start; cut = text.offsetByCodePoints(cut, -1)) {
            if (text.charAt(cut) != ' ' && text.charAt(cut - 1) != ' ') {
                return cut;
            }
        }
        return end;
    }

    private static void append(StringBuilder words, String piece) {
        words.append(words.isEmpty() ? "" : "\r\n ")
                .append(OPEN)
                .append(Base64.getEncoder().encodeToString(piece.getBytes(StandardCharsets.UTF_8)))
                .append(CLOSE);
    }

    private static int octets(int characters) {
        return Math.max((characters - OPEN.length() - CLOSE.length()) / 4 * 3, 6);
    }
}
