package io.lettergate.webmail.content;

import io.lettergate.safehtml.HeldBack;
import io.lettergate.safehtml.SafeHtml;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One part of a message's body as a page shows it: words inside the page, HTML in a frame, or a picture.
 *
 * @param words the words, for a part that is shown inside the page
 * @param frame the address of the frame's document
 * @param picture the address of the picture
 * @param heldBack what of it lies in the Web and was left out
 * @param brief whether a small frame is enough
 * @param cut whether there is more than is shown
 */
public record Shown(
        @Nullable SafeHtml words,
        @Nullable String frame,
        @Nullable String picture,
        HeldBack heldBack,
        boolean brief,
        boolean cut) {

    private static final Pattern LINE = Pattern.compile("<(?:br|p|div|li|h[1-6]|tr|pre|blockquote|hr)[ >/]|\\n\\n");
    private static final int CHARACTERS = 60;
    private static final int LINES = 8;
    private static final int LONGEST_BRIEF = 20_000;

    static Shown words(SafeHtml words, boolean cut) {
        return new Shown(words, null, null, HeldBack.NOTHING, false, cut);
    }

    static Shown frame(String url, SafeHtml html, boolean cut) {
        return new Shown(null, url, null, html.heldBack(), isBrief(html.markup()), cut);
    }

    static Shown picture(String url) {
        return new Shown(null, null, url, HeldBack.NOTHING, false, false);
    }

    /** Nobody outside can measure what a frame holds, so it is guessed: a few lines without pictures are brief. */
    private static boolean isBrief(String markup) {
        if (markup.length() > LONGEST_BRIEF) {
            return false;
        }
        long lines = LINE.matcher(markup).results().count() + characters(markup) / CHARACTERS;
        return !markup.contains("<img") && !markup.contains("<table") && lines <= LINES;
    }

    private static int characters(String markup) {
        int characters = 0;
        boolean inTag = false;
        for (int i = 0; i < markup.length(); i++) {
            char c = markup.charAt(i);
            inTag = c == '<' || (inTag && c != '>');
            characters += inTag ? 0 : 1;
        }
        return characters;
    }
}
