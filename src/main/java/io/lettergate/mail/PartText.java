package io.lettergate.mail;

/**
 * The decoded words of a text part.
 *
 * @param cut whether there is more than was read
 */
public record PartText(String words, boolean cut) {

    public static final PartText NONE = new PartText("", false);
}
