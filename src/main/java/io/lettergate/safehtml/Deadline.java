package io.lettergate.safehtml;

import java.time.Duration;

/** The moment after which work is given up. */
final class Deadline {

    private final long start = System.nanoTime();
    private final long limit;

    Deadline(Duration limit) {
        this.limit = limit.toNanos();
    }

    void check() {
        if (System.nanoTime() - start >= limit) {
            throw new IllegalStateException("The time is over");
        }
    }
}
