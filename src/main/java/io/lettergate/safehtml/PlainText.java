package io.lettergate.safehtml;

/**
 * Plain text as HTML that is safe to show: paragraphs, quotes and links, in one pass. All words are escaped, and no tag
 * holds anything of the text but the address of a link.
 */
public final class PlainText {

    private static final int DEEPEST_QUOTE = 8;

    private final StringBuilder markup;
    private int depth;
    private boolean inParagraph;
    private boolean inSignature;

    private PlainText(int length) {
        this.markup = new StringBuilder(length + length / 8);
    }

    public static SafeHtml format(String text) {
        var plain = new PlainText(text.length());
        text.lines().forEach(plain::line);
        plain.endParagraph();
        plain.quote(0);
        return new SafeHtml(plain.markup.toString(), 0);
    }

    private void line(String line) {
        int start = 0;
        int quotes = 0;
        while (start < line.length() && line.charAt(start) == '>') {
            quotes++;
            start++;
            boolean spaced = start + 1 < line.length() && line.charAt(start) == ' ' && line.charAt(start + 1) == '>';
            start += spaced ? 1 : 0;
        }
        quote(Math.min(quotes, DEEPEST_QUOTE));
        boolean hasSpace = quotes > 0 && start < line.length() && line.charAt(start) == ' ';
        words(line.substring(hasSpace ? start + 1 : start));
    }

    /** Goes to that depth of quotation. */
    private void quote(int wanted) {
        if (wanted != depth) {
            endParagraph();
            inSignature = false;
        }
        for (; depth < wanted; depth++) {
            markup.append("<blockquote>");
        }
        for (; depth > wanted; depth--) {
            markup.append("</blockquote>");
        }
    }

    private void words(String line) {
        if (line.equals("-- ")) {
            endParagraph();
            inSignature = true;
        } else if (line.isBlank() && !inSignature) {
            endParagraph();
        } else {
            markup.append(inParagraph ? "<br>" : startOfParagraph());
            inParagraph = true;
            Links.append(line, markup);
        }
    }

    private String startOfParagraph() {
        return inSignature ? "<p class=\"signature\" dir=\"auto\">" : "<p dir=\"auto\">";
    }

    private void endParagraph() {
        if (inParagraph) {
            markup.append("</p>");
            inParagraph = false;
        }
    }
}
