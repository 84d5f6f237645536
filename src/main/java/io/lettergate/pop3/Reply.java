package io.lettergate.pop3;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered to one command (RFC 1939 §3).
 *
 * @param ok whether it did what it was asked for
 * @param code absent where the server gave no reason that a program can read
 * @param words what it said to people, without the code
 */
record Reply(boolean ok, @Nullable Code code, String words) {

    private static final Pattern CODED = Pattern.compile("\\[([A-Za-z0-9/._-]{1,60})]\\s*(.*)");
    private static final int LONGEST_WORDS = 400;

    /** Reads the first line of an answer; empty for a line that is none. */
    static Optional<Reply> of(String line) {
        if (line.regionMatches(true, 0, "+OK", 0, 3)) {
            return Optional.of(reply(true, line.substring(3)));
        }
        return line.regionMatches(true, 0, "-ERR", 0, 4)
                ? Optional.of(reply(false, line.substring(4)))
                : Optional.empty();
    }

    private static Reply reply(boolean ok, String rest) {
        var text = rest.strip();
        var coded = CODED.matcher(text);
        return coded.matches()
                ? new Reply(ok, Code.of(coded.group(1)), shown(coded.group(2)))
                : new Reply(ok, null, shown(text));
    }

    /** As much of it as a person wants to read. */
    private static String shown(String words) {
        var plain = words.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > LONGEST_WORDS ? plain.substring(0, LONGEST_WORDS) : plain;
    }
}
