package io.lettergate.mailbox.spi;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Ends work that takes long, from another thread. A connector asks for the one of its own thread. */
public final class Stop {

    private static final ScopedValue<Stop> HERE = ScopedValue.newInstance();

    private @Nullable Runnable way;
    private boolean stopped;

    /** The one that may end what this thread does; absent where nobody can. */
    public static Optional<Stop> here() {
        return HERE.isBound() ? Optional.of(HERE.get()) : Optional.empty();
    }

    /** Does the work now, on this thread, as something that this can end. */
    public <T> T over(Supplier<T> work) {
        return ScopedValue.where(HERE, this).call(work::get);
    }

    public synchronized void stop() {
        stopped = true;
        if (way != null) {
            way.run();
        }
    }

    public synchronized boolean isStopped() {
        return stopped;
    }

    /** Says how to end what begins now; at once, where that was asked for before. */
    public synchronized void by(Runnable how) {
        way = how;
        if (stopped) {
            how.run();
        }
    }

    /** Says that nothing is to be ended any more. */
    public synchronized void over() {
        way = null;
    }
}
