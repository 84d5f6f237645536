package io.lettergate.safehtml;

/**
 * HTML of a message that is safe to show in its own frame: made only by {@link MailHtml}, and the only HTML that a
 * template may put out unescaped.
 *
 * @param heldBack remote pictures and the like that were left out
 */
public record SafeHtml(String markup, int heldBack) {}
