package io.lettergate.safehtml;

/**
 * HTML of a message that is safe to show in its own frame: made only by {@link MailHtml} and {@link PlainText}, and the
 * only HTML that a template may put out unescaped.
 */
public final class SafeHtml {

    private final String markup;
    private final Dress dress;
    private final HeldBack heldBack;

    /** For {@link MailHtml} and {@link PlainText} alone. */
    SafeHtml(String markup, Dress dress, HeldBack heldBack) {
        this.markup = markup;
        this.dress = dress;
        this.heldBack = heldBack;
    }

    public String markup() {
        return markup;
    }

    /** The style sheet and what stood at the body, for a document that holds nothing else. */
    public Dress dress() {
        return dress;
    }

    /** What was left out. */
    public HeldBack heldBack() {
        return heldBack;
    }

    /**
     * What a message brings for its page as a whole.
     *
     * @param sheet style rules, written by us
     * @param style of the body, as the value of an attribute
     * @param classes of the body, as the value of an attribute
     * @param adapts whether it looks well on a dark screen too, by its own rules or by ours
     */
    public record Dress(String sheet, String style, String classes, boolean adapts) {

        static final Dress NONE = new Dress("", "", "", true);

        /** Whether the sender has a mind of their own about the page. */
        public boolean isOwn() {
            return !(sheet.isEmpty() && style.isEmpty() && classes.isEmpty());
        }
    }
}
