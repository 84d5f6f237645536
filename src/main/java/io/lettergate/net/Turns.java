package io.lettergate.net;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** At most so many in any second, each in the order of asking. */
class Turns {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Ticker ticker;
    /** When the last ones were, the oldest of them next. */
    private final long[] taken;

    private int next;
    private long count;

    Turns(int perSecond, Ticker ticker) {
        this.ticker = ticker;
        this.taken = new long[perSecond];
    }

    /** How long to wait for a turn, which is then taken; nothing if that is longer than anybody would wait. */
    synchronized Optional<Duration> take(Duration longest) {
        var now = ticker.nanos();
        var free = count < taken.length ? now : Math.max(now, taken[next] + SECOND);
        if (free - now > longest.toNanos()) {
            return Optional.empty();
        }
        taken[next] = free;
        next = (next + 1) % taken.length;
        count++;
        return Optional.of(Duration.ofNanos(free - now));
    }
}
