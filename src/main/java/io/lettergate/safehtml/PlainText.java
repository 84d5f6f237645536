package io.lettergate.safehtml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Plain text as HTML that is safe to show: paragraphs, quotes and links, in one pass. All words are escaped, and no tag
 * holds anything of the text but the address of a link.
 */
public final class PlainText {

    private static final int DEEPEST_QUOTE = 8;
    private static final int LONGEST_OPEN_QUOTE = 4;

    private final StringBuilder markup;
    private final Deque<Quote> quotes = new ArrayDeque<>();
    private int depth;
    private boolean inParagraph;
    private boolean inSignature;
    private boolean hasOwnWords;
    private int quoteStart;
    private int quotedLines;

    private PlainText(int length) {
        this.markup = new StringBuilder(length + length / 8);
    }

    public static SafeHtml format(String text) {
        return format(text, null);
    }

    /**
     * The same with long quotes folded, but not where there is nothing else.
     *
     * @param summary says what is behind a fold, of the number of its lines
     */
    public static SafeHtml folded(String text, IntFunction<String> summary) {
        return format(text, summary);
    }

    private static SafeHtml format(String text, @Nullable IntFunction<String> summary) {
        var plain = new PlainText(text.length());
        text.lines().forEach(plain::line);
        plain.endParagraph();
        plain.quote(0);
        if (summary != null && plain.hasOwnWords) {
            plain.fold(summary);
        }
        return new SafeHtml(plain.markup.toString(), SafeHtml.Dress.NONE, HeldBack.NOTHING);
    }

    /** A quote that is long enough to be folded: where it is, and how long. */
    private record Quote(int start, int end, int lines) {}

    /** From the last to the first, so that places stay what they are. */
    private void fold(IntFunction<String> summary) {
        while (!quotes.isEmpty()) {
            var quote = quotes.removeLast();
            markup.insert(quote.end(), "</details>");
            var words = new StringBuilder("<details class=\"quote\"><summary>");
            Links.escape(summary.apply(quote.lines()), words);
            markup.insert(quote.start(), words.append("</summary>"));
        }
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
        if (depth == 0 && wanted > 0) {
            quoteStart = markup.length();
            quotedLines = 0;
        }
        boolean ends = depth > 0 && wanted == 0;
        for (; depth < wanted; depth++) {
            markup.append("<blockquote>");
        }
        for (; depth > wanted; depth--) {
            markup.append("</blockquote>");
        }
        if (ends && quotedLines > LONGEST_OPEN_QUOTE) {
            quotes.add(new Quote(quoteStart, markup.length(), quotedLines));
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
            quotedLines++;
            hasOwnWords |= depth == 0;
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
