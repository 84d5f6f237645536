package io.lettergate.mime;

/**
 * Plain text whose lines were broken for the way alone, with these joined again (RFC 3676 §4). Quotations and the line
 * above a signature stay by themselves.
 */
final class UnflowedText {

    private static final String SIGNATURE = "-- ";

    private final StringBuilder text;
    private final boolean isSpaceDropped;
    private final String lineEnd;
    private int depth = -1;

    private UnflowedText(String flowed, boolean isSpaceDropped) {
        this.text = new StringBuilder(flowed.length());
        this.isSpaceDropped = isSpaceDropped;
        this.lineEnd = flowed.contains("\r\n") ? "\r\n" : "\n";
    }

    /**
     * Joins the lines.
     *
     * @param isSpaceDropped whether the spaces at their ends are no words (DelSp)
     */
    static String of(String flowed, boolean isSpaceDropped) {
        var unflowed = new UnflowedText(flowed, isSpaceDropped);
        flowed.lines().forEach(unflowed::line);
        unflowed.end();
        var text = unflowed.text;
        boolean hasEnd = flowed.endsWith("\n") || flowed.endsWith("\r");
        text.setLength(hasEnd ? text.length() : Math.max(0, text.length() - unflowed.lineEnd.length()));
        return text.toString();
    }

    private void line(String line) {
        int quotes = 0;
        while (quotes < line.length() && line.charAt(quotes) == '>') {
            quotes++;
        }
        var words = line.substring(line.startsWith(" ", quotes) ? quotes + 1 : quotes);
        boolean isSignature = words.equals(SIGNATURE);
        if (depth >= 0 && (depth != quotes || isSignature)) {
            end();
        }
        if (depth < 0) {
            begin(quotes, words);
        }
        boolean isFlowed = words.endsWith(" ") && !isSignature;
        text.append(words, 0, isFlowed && isSpaceDropped ? words.length() - 1 : words.length());
        depth = quotes;
        if (!isFlowed) {
            end();
        }
    }

    /** A sign that is no mark of a quotation stays apart from it. */
    private void begin(int quotes, String words) {
        boolean isApart = quotes > 0 ? !words.isEmpty() : words.startsWith(">");
        text.append(">".repeat(quotes)).append(isApart ? " " : "");
    }

    private void end() {
        if (depth >= 0) {
            text.append(lineEnd);
            depth = -1;
        }
    }
}
