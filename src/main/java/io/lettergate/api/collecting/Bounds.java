package io.lettergate.api.collecting;

import java.time.Duration;

/** Refuses numbers that no window can have. */
final class Bounds {

    static final int MOST_DAYS = 3_650;
    static final int MOST_MESSAGES = 10_000_000;
    static final long MOST_OCTETS = 1L << 50;

    private static final Duration OFTENEST = Duration.ofMinutes(5);
    private static final Duration SELDOMEST = Duration.ofDays(1);

    private Bounds() {}

    static long within(long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("It lies between " + least + " and " + most + ", but got " + value);
        }
        return value;
    }

    /** How often a server may be looked at. */
    static Duration pollEvery(Duration wanted) {
        if (wanted.compareTo(OFTENEST) < 0 || wanted.compareTo(SELDOMEST) > 0) {
            throw new IllegalArgumentException("It lies between PT5M and P1D, but got " + wanted);
        }
        return wanted;
    }
}
