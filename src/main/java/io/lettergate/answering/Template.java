package io.lettergate.answering;

/**
 * Words that a person writes often.
 *
 * @param name how they find it again
 * @param subject empty where it has none
 * @param text plain
 */
public record Template(String id, String name, String subject, String text) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_TEXT = 100_000;

    public Template {
        name = requireLine("The name", name, LONGEST_NAME);
        subject = requireLine("The subject", subject, LONGEST_SUBJECT);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("Please give the template a name.");
        }
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("A template has at most " + LONGEST_TEXT + " characters of text.");
        }
    }

    private static String requireLine(String what, String text, int longest) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " holds a line end or another character that no line can hold.");
        }
        if (text.length() > longest) {
            throw new IllegalArgumentException(what + " has at most " + longest + " characters.");
        }
        return text.strip();
    }
}
