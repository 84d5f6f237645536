package io.lettergate.store;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Words as they are found: without case and accents, and with each character alone in scripts that have no spaces, so
 * that a word inside a sentence is a phrase of its characters.
 */
final class SearchText {

    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036F]+");

    private SearchText() {}

    static String of(String text) {
        if (isAscii(text)) {
            return text;
        }
        var bare = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("");
        var folded = Normalizer.normalize(bare, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        var parted = new StringBuilder(folded.length());
        folded.codePoints().forEach(point -> {
            if (standsAlone(point)) {
                parted.append(' ').appendCodePoint(point).append(' ');
            } else {
                parted.appendCodePoint(point == 'ς' ? 'σ' : point);
            }
        });
        return parted.toString();
    }

    /** Most texts are; a loop tells it several times as quickly as a stream. */
    private static boolean isAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is anything in it that can be found. */
    static boolean isFindable(String text) {
        return text.codePoints().anyMatch(point -> Character.isLetterOrDigit(point) || isSymbol(point));
    }

    private static boolean standsAlone(int point) {
        if (point < 0x0E00) {
            return false;
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR -> true;
            default -> isSymbol(point);
        };
    }

    private static boolean isSymbol(int point) {
        return Character.getType(point) == Character.OTHER_SYMBOL;
    }
}
