package io.lettergate;

import io.lettergate.net.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when a test says so, or when somebody waits for it. */
public final class StillTicker implements Ticker {

    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void pause(Duration time) {
        pass(time);
    }

    public void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
