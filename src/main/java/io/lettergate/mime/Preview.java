package io.lettergate.mime;

/** The first words of a message, for one line of a list. */
public final class Preview {

    private Preview() {}

    /**
     * Cuts a text to one line.
     *
     * @param html whether the text is HTML, of which only the words are kept
     */
    public static String of(String text, boolean html) {
        throw new UnsupportedOperationException();
    }
}
