package io.lettergate.auth.limits;

import java.time.Duration;

/**
 * How many failures are free, how they are forgotten, and how long one more makes wait.
 *
 * @param name a digest of what is counted
 * @param free how many cost nothing
 * @param forgets after which one of them is forgotten
 * @param longest how long one more makes wait at most
 */
record Limit(String name, int free, Duration forgets, Duration longest) {

    private static final int MOST_DOUBLINGS = 20;

    /** How long the next has to wait after so many: a second, and twice as long each time. */
    Duration delay(long failures) {
        var over = failures - free;
        if (over <= 0) {
            return Duration.ZERO;
        }
        var delay = Duration.ofSeconds(1L << Math.min(over - 1, MOST_DOUBLINGS));
        return delay.compareTo(longest) > 0 ? longest : delay;
    }
}
