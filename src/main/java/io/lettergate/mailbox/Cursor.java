package io.lettergate.mailbox;

import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.util.regex.Pattern;

/**
 * A place in a list that mail arriving meanwhile does not shift.
 *
 * @param direction on which side of the message the page lies
 * @param position where the message stood, from 1, in a list that is not in the order of arrival; else 0
 */
public record Cursor(Direction direction, UidValidity uidValidity, Uid uid, long position) {

    /** Which way a page goes on. */
    public enum Direction {
        OLDER,
        NEWER
    }

    private static final Pattern FORM = Pattern.compile("([on])([0-9]{1,10})-([0-9]{1,10})(?:-([0-9]{1,10}))?");

    public Cursor(Direction direction, UidValidity uidValidity, Uid uid) {
        this(direction, uidValidity, uid, 0);
    }

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
                new Uid(Long.parseLong(matcher.group(3))),
                matcher.group(4) == null ? 0 : Long.parseLong(matcher.group(4)));
    }

    @Override
    public String toString() {
        return (direction == Direction.OLDER ? "o" : "n") + uidValidity.value() + "-" + uid.value()
                + (position == 0 ? "" : "-" + position);
    }
}
