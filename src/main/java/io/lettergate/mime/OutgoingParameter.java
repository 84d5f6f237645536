package io.lettergate.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A parameter of a MIME field on its way out: in pieces where it is long, in UTF-8 where it is not ASCII (RFC 2231). */
final class OutgoingParameter {

    private static final int LONGEST_PLAIN = 60;
    private static final int LONGEST_PIECE = 56;
    private static final String SAFE = "!#$&+-.^_`|~";

    private OutgoingParameter() {}

    /** The parameter as it stands behind the value of a field, each piece on a line of its own. */
    static String of(String name, String value) {
        boolean isPlain = value.length() <= LONGEST_PLAIN && value.chars().allMatch(c -> c >= ' ' && c <= '~');
        return isPlain
                ? ";\r\n " + name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : encoded(name, value);
    }

    private static String encoded(String name, String value) {
        var field = new StringBuilder();
        var piece = new StringBuilder("UTF-8''");
        int number = 0;
        for (int i = 0; i < value.length(); i = value.offsetByCodePoints(i, 1)) {
            var character = percent(value.codePointAt(i));
            if (piece.length() + character.length() > LONGEST_PIECE) {
                append(field, name, number++, piece);
            }
            piece.append(character);
        }
        append(field, name, number, piece);
        return number > 0 ? field.toString() : field.toString().replace("*0*=", "*=");
    }

    private static void append(StringBuilder field, String name, int number, StringBuilder piece) {
        field.append(";\r\n ")
                .append(name)
                .append('*')
                .append(number)
                .append("*=")
                .append(piece);
        piece.setLength(0);
    }

    private static String percent(int character) {
        if (character < 0x80 && (Character.isLetterOrDigit(character) || SAFE.indexOf(character) >= 0)) {
            return Character.toString(character);
        }
        var encoded = new StringBuilder();
        for (var octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format(Locale.ROOT, "%%%02X", octet));
        }
        return encoded.toString();
    }
}
