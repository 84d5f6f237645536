package io.lettergate.mime;

/** Text for one line: without what cannot be seen, and without what turns the text around it (Unicode §23). */
final class OneLine {

    private OneLine() {}

    static String of(String text) {
        var line = new StringBuilder(text.length());
        int next;
        for (int i = 0; i < text.length(); i += next) {
            int c = text.codePointAt(i);
            next = Character.charCount(c);
            if (isSpace(c)) {
                space(line);
            } else if (isJoiner(c)) {
                join(line, c, text, i + next);
            } else if (!isUnseen(c)) {
                line.appendCodePoint(isLoneSurrogate(c) ? 0xFFFD : c);
            }
        }
        return line.toString().strip();
    }

    /** As {@link #of}, and not longer than that many characters. */
    static String of(String text, int most) {
        var line = of(text);
        if (line.length() <= most) {
            return line;
        }
        return line.substring(0, Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most)
                .strip();
    }

    private static void space(StringBuilder line) {
        if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
            line.append(' ');
        }
    }

    /** Joiners belong to emoji and to scripts like Persian; anywhere else they only hide. */
    private static void join(StringBuilder line, int joiner, String text, int next) {
        var before = line.isEmpty() ? ' ' : line.charAt(line.length() - 1);
        var after = next < text.length() ? text.charAt(next) : ' ';
        if (isJoinable(before) && isJoinable(after)) {
            line.appendCodePoint(joiner);
        }
    }

    private static boolean isJoinable(char c) {
        return c > 0x2FF && !isSpace(c) && !isUnseen(c) && !isJoiner(c);
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85 || c == 0x2800;
    }

    private static boolean isJoiner(int c) {
        return c == 0x200C || c == 0x200D;
    }

    private static boolean isUnseen(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x3164
                || c == 0xFFA0
                || (c >= 0x17B4 && c <= 0x17B5);
    }

    private static boolean isLoneSurrogate(int c) {
        return c >= 0xD800 && c <= 0xDFFF;
    }
}
