package io.lettergate.mime;

/**
 * Plain text as format=flowed has it: long lines are wrapped so that readers can join them again (RFC 3676). What begins
 * with &gt; is a quotation.
 */
final class FlowedText {

    private static final int WIDTH = 74;

    private final StringBuilder flowed;

    private FlowedText(int length) {
        this.flowed = new StringBuilder(length + length / 16 + 16);
    }

    static String of(String text) {
        var flowed = new FlowedText(text.length());
        text.lines().forEach(flowed::line);
        return flowed.flowed.toString();
    }

    private void line(String line) {
        int depth = 0;
        while (depth < line.length() && line.charAt(depth) == '>') {
            depth++;
        }
        var quote = ">".repeat(depth);
        var words = line.substring(depth);
        if (depth > 0 && words.startsWith(" ")) {
            words = words.substring(1);
        }
        if (words.equals("-- ")) {
            put(quote, words);
            return;
        }
        int end = words.length();
        while (end > 0 && words.charAt(end - 1) == ' ') {
            end--;
        }
        wrap(quote, words.substring(0, end));
    }

    private void wrap(String quote, String words) {
        int start = 0;
        int width = Math.max(WIDTH - quote.length(), 20);
        while (words.length() - start > width) {
            int space = breakOf(words, start, width);
            if (space < 0) {
                break;
            }
            put(quote, words.substring(start, space + 1));
            start = space + 1;
        }
        put(quote, words.substring(start));
    }

    /** The space after which to break: the last that fits, else the first there is; never such that "-- " stands alone. */
    private static int breakOf(String words, int start, int width) {
        int space = words.lastIndexOf(' ', start + width - 1);
        if (space <= start || words.substring(start, space).isBlank()) {
            space = words.indexOf(' ', start + width);
        }
        return space > 0 && words.substring(start, space + 1).equals("-- ") ? words.indexOf(' ', space + 1) : space;
    }

    /** A space is put before what would be taken for a quotation, for stuffing, or for a mark of mbox (§4.4). */
    private void put(String quote, String words) {
        boolean stuffed = (!quote.isEmpty() && !words.isEmpty())
                || words.startsWith(" ")
                || words.startsWith(">")
                || words.startsWith("From ");
        flowed.append(quote).append(stuffed ? " " : "").append(words).append("\r\n");
    }
}
