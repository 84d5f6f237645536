package io.lettergate.safehtml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
    private final @Nullable Laid laid;
    private final List<String> paragraph = new ArrayList<>();
    private final Deque<Quote> quotes = new ArrayDeque<>();
    private int depth;
    private boolean inSignature;
    private boolean hasOwnWords;
    private int quoteStart;
    private int quotedLines;

    private PlainText(int length, @Nullable Laid laid) {
        this.markup = new StringBuilder(length + length / 8);
        this.laid = laid;
    }

    public static SafeHtml format(String text) {
        return format(text, null, null);
    }

    /** The same for a page of ours, where patches, tables and drawings keep their spaces. */
    public static SafeHtml laidOut(String text) {
        return format(text, new Laid(), null);
    }

    /**
     * The same with long quotes folded too, but not where there is nothing else.
     *
     * @param summary says what is behind a fold, of the number of its lines
     */
    public static SafeHtml folded(String text, IntFunction<String> summary) {
        return format(text, new Laid(), summary);
    }

    private static SafeHtml format(String text, @Nullable Laid laid, @Nullable IntFunction<String> summary) {
        var plain = new PlainText(text.length(), laid);
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
            forgetPatch();
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
            forgetPatch();
        } else if (line.isBlank() && !inSignature) {
            endParagraph();
        } else {
            paragraph.add(line);
            quotedLines++;
            hasOwnWords |= depth == 0;
        }
    }

    private void forgetPatch() {
        if (laid != null) {
            laid.forget();
        }
    }

    private void endParagraph() {
        if (paragraph.isEmpty()) {
            return;
        }
        markup.append(startOfParagraph());
        for (int at = 0; at < paragraph.size(); at++) {
            markup.append(at == 0 ? "" : "<br>");
            Links.append(paragraph.get(at), markup);
        }
        markup.append("</p>");
        paragraph.clear();
    }

    /** What is wider than the page can be moved by keys, and so has to take the focus. */
    private String startOfParagraph() {
        if (inSignature) {
            return "<p class=\"signature\" dir=\"auto\">";
        }
        boolean isLaid = laid != null && laid.isLaidOut(paragraph);
        return isLaid ? "<p class=\"laid\" dir=\"auto\" tabindex=\"0\">" : "<p dir=\"auto\">";
    }
}
