package io.lettergate.mailbox;

import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.util.regex.Pattern;

/**
 * A place in a list that mail arriving meanwhile does not shift.
 *
 * @param direction on which side of the message the page lies
 */
public record Cursor(Direction direction, UidValidity uidValidity, Uid uid) {

    /** Which way a page goes on. */
    public enum Direction {
        OLDER,
        NEWER
    }

    private static final Pattern FORM = Pattern.compile("([on])([0-9]{1,10})-([0-9]{1,10})");

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if it is none of ours
     */
    public static Cursor parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("This is not a cursor that Lettergate gave out");
        }
        return new Cursor(
                matcher.group(1).equals("o") ? Direction.OLDER : Direction.NEWER,
                new UidValidity(Long.parseLong(matcher.group(2))),
                new Uid(Long.parseLong(matcher.group(3))));
    }

    @Override
    public String toString() {
        return (direction == Direction.OLDER ? "o" : "n") + uidValidity.value() + "-" + uid.value();
    }
}
