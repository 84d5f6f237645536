package io.lettergate.imap;

import io.lettergate.net.Ticker;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to leave a server alone after it failed an account: a little longer each time, and as at first again only when
 * a connection has lived for a while. That it lets us in proves nothing, as it may drop us at once.
 */
class Backoff {

    static final Duration STABLE = Duration.ofMinutes(5);

    private static final double FIRST = 2e9;
    private static final double FACTOR = 1.5;
    private static final int STEPS = 30;
    private static final Duration CAP_WHILE_SOMEBODY_WAITS = Duration.ofSeconds(30);
    private static final Duration CAP_IN_BACKGROUND = Duration.ofMinutes(10);

    private final Ticker ticker;
    private final DoubleSupplier jitter;
    private int failures;
    private long failedAt;
    private double spread;

    /** The jitter lies between 0 and 1, and adds up to a tenth. */
    Backoff(Ticker ticker, DoubleSupplier jitter) {
        this.ticker = ticker;
        this.jitter = jitter;
    }

    /** The first failure costs nothing, as connections end for many reasons; the next ones do. */
    synchronized void failed() {
        failures = Math.min(failures + 1, STEPS);
        failedAt = ticker.nanos();
        spread = 1 + jitter.getAsDouble() / 10;
    }

    /** A connection that was opened then was in use just now. */
    synchronized void lived(long openedAt) {
        if (ticker.nanos() - openedAt >= STABLE.toNanos()) {
            failures = 0;
        }
    }

    /** How long to wait from now; zero if not at all. */
    synchronized Duration left(boolean background) {
        var past = ticker.nanos() - failedAt;
        return failures < 2 ? Duration.ZERO : Duration.ofNanos(Math.max(delay(background) - past, 0));
    }

    private long delay(boolean background) {
        var cap = background ? CAP_IN_BACKGROUND : CAP_WHILE_SOMEBODY_WAITS;
        var grown = Math.min(FIRST * Math.pow(FACTOR, failures - 2), (double) cap.toNanos());
        return (long) (grown * spread);
    }
}
