package io.lettergate.pop3;

import io.lettergate.mail.Uidl;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the numbers of lists and counts; what is none is empty, and never a fault of ours. */
final class Numbers {

    /** As many as surely fit. */
    private static final int MOST_DIGITS = 18;

    private Numbers() {}

    /** Reads what stands behind the +OK of STAT. */
    static Optional<Count> count(String words) {
        var parts = words.strip().split(" +", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        var messages = number(parts[0]);
        var octets = number(parts[1]);
        return messages.isPresent() && octets.isPresent()
                ? Optional.of(new Count(messages.getAsLong(), octets.getAsLong()))
                : Optional.empty();
    }

    /** Reads a line of LIST. */
    static Optional<Size> size(String line) {
        var parts = line.strip().split(" +", 3);
        var octets = parts.length < 2 ? OptionalLong.empty() : number(parts[1]);
        return octets.isPresent()
                ? message(parts[0]).map(number -> new Size(number, octets.getAsLong()))
                : Optional.empty();
    }

    /** Reads a line of UIDL; all that stands behind the number is the unique-id. */
    static Optional<Id> id(String line) {
        var space = line.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        var rest = line.substring(space).replaceFirst("^ +", "");
        if (rest.isEmpty() || rest.length() > Uidl.LONGEST || rest.indexOf('\r') >= 0) {
            return Optional.empty();
        }
        return message(line.substring(0, space)).map(number -> new Id(number, new Uidl(rest)));
    }

    private static Optional<Integer> message(String word) {
        var number = number(word);
        return number.isPresent() && number.getAsLong() >= 1 && number.getAsLong() <= Integer.MAX_VALUE
                ? Optional.of((int) number.getAsLong())
                : Optional.empty();
    }

    private static OptionalLong number(String word) {
        var isNumber = !word.isEmpty()
                && word.length() <= MOST_DIGITS
                && word.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return isNumber ? OptionalLong.of(Long.parseLong(word)) : OptionalLong.empty();
    }

    /** A line of LIST. */
    record Size(int number, long octets) {}

    /** A line of UIDL. */
    record Id(int number, Uidl uidl) {}
}
