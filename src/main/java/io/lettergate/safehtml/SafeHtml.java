package io.lettergate.safehtml;

/**
 * HTML of a message that is safe to show in its own frame: made only by {@link MailHtml} and {@link PlainText}, and the
 * only HTML that a template may put out unescaped.
 */
public final class SafeHtml {

    private final String markup;
    private final int heldBack;

    /** For {@link MailHtml} and {@link PlainText} alone. */
    SafeHtml(String markup, int heldBack) {
        this.markup = markup;
        this.heldBack = heldBack;
    }

    public String markup() {
        return markup;
    }

    /** How many remote pictures and the like were left out. */
    public int heldBack() {
        return heldBack;
    }
}
