package io.lettergate.reading;

/** The beginnings of strangers' words, which may be of any length. */
final class Cut {

    private Cut() {}

    /** At most so many characters, and never half of one. */
    static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
