package io.lettergate.webmail.content;

import io.lettergate.safehtml.HeldBack;
import io.lettergate.safehtml.SafeHtml;
import org.jspecify.annotations.Nullable;

/**
 * One part of a message's body as a page shows it: words inside the page, HTML in a frame, or a picture.
 *
 * @param words the words, for a part that is shown inside the page
 * @param frame the address of the frame's document
 * @param picture the address of the picture
 * @param heldBack what of it lies in the Web and was left out
 * @param cut whether there is more than is shown
 */
public record Shown(
        @Nullable SafeHtml words,
        @Nullable String frame,
        @Nullable String picture,
        HeldBack heldBack,
        boolean cut) {

    static Shown words(SafeHtml words, boolean cut) {
        return new Shown(words, null, null, HeldBack.NOTHING, cut);
    }

    static Shown frame(String url, HeldBack heldBack, boolean cut) {
        return new Shown(null, url, null, heldBack, cut);
    }

    static Shown picture(String url) {
        return new Shown(null, null, url, HeldBack.NOTHING, false);
    }
}
