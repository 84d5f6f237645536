package io.lettergate.collecting;

import java.time.Duration;

/** Why a look ended early, as far as it matters for the next one. */
public enum Setback {
    /** The mailbox is in use, or the server has trouble, or cannot be reached: it passes by itself. */
    PASSING,
    /** The server refuses the password: only the person can help. */
    PASSWORD,
    /** The server says that it will not pass by itself. */
    LASTING,
    /** There is no room here, or our own database fails. */
    STORAGE;

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration LATER = Duration.ofMinutes(5);
    private static final Duration LATEST = Duration.ofMinutes(15);
    private static final Duration LONG = Duration.ofHours(6);

    /** How long to wait after so many failures in a row. */
    Duration pause(int failures) {
        if (this == LASTING) {
            return LONG;
        }
        return failures <= 1 ? SOON : failures == 2 ? LATER : LATEST;
    }
}
