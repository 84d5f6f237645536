package io.lettergate.imap;

import java.time.Duration;

/**
 * How long a watch waits before it connects again: half as long again each time, and from the start only after a
 * connection that has lived, so that a server that takes us and drops us is not hammered.
 *
 * @param failures in a row
 */
record WatchPause(int failures) {

    static final WatchPause FIRST = new WatchPause(0);

    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST_ATTENDED = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration STABLE = Duration.ofMinutes(5);
    /** Beyond it the longest pause is reached anyway. */
    private static final int MOST = 20;

    /** After a connection broke that had lived this long. */
    WatchPause after(Duration lived) {
        return lived.compareTo(STABLE) >= 0 ? new WatchPause(1) : new WatchPause(Math.min(failures + 1, MOST));
    }

    /**
     * The pause itself.
     *
     * @param chance from 0 to 1, so that not all watches come back at once
     */
    Duration time(boolean attended, double chance) {
        double longest = (attended ? LONGEST_ATTENDED : LONGEST).toMillis();
        var grown = SHORTEST.toMillis() * Math.pow(1.5, Math.max(failures - 1, 0));
        return Duration.ofMillis((long) (Math.min(grown, longest) * (0.8 + 0.2 * chance)));
    }
}
