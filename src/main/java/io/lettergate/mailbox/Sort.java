package io.lettergate.mailbox;

import java.util.Arrays;
import java.util.Locale;

/** In which order a list is: by what, and which way. */
public record Sort(Key key, boolean descending) {

    /** As mail arrived, the newest first: every server can do that in a mailbox of any size. */
    public static final Sort NEWEST = new Sort(Key.RECEIVED, true);

    /** What a list can be ordered by (RFC 5256 §3). */
    public enum Key {
        RECEIVED,
        SENT,
        FROM,
        TO,
        SUBJECT,
        SIZE;

        /** As URLs and message keys spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads "subject", or "-subject" for the other way round.
     *
     * @throws IllegalArgumentException if it is nothing to sort by
     */
    public static Sort parse(String text) {
        var descending = text.startsWith("-");
        var word = descending ? text.substring(1) : text;
        return Arrays.stream(Key.values())
                .filter(key -> key.word().equals(word))
                .map(key -> new Sort(key, descending))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A list is sorted by one of these, after a - for the"
                        + " other way round: received, sent, from, to, subject, size"));
    }

    /** Whether it is the order in which mail arrived, or its reverse. */
    public boolean isArrival() {
        return key == Key.RECEIVED;
    }

    @Override
    public String toString() {
        return (descending ? "-" : "") + key.word();
    }
}
