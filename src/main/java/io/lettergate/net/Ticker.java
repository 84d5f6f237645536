package io.lettergate.net;

import java.time.Duration;

/** The time that passes, and waiting for it; tests bring one that stands still. */
public interface Ticker {

    /** Nanoseconds since some moment. */
    long nanos();

    /** Waits. */
    void pause(Duration time) throws InterruptedException;
}
