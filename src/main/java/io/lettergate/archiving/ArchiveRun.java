package io.lettergate.archiving;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the latest moving to Archive got.
 *
 * @param moved messages so far
 * @param total messages there were to move; absent while they are looked for
 * @param problem why it ended early, in a sentence; absent if it did not
 */
public record ArchiveRun(
        State state,
        Instant startedAt,
        long moved,
        @Nullable Long total,
        @Nullable String problem) {

    /** What a run is about. */
    public enum State {
        RUNNING,
        DONE,
        /** It met a problem; what was moved stays moved, and the next run goes on. */
        FAILED,
        /** Nobody works on it any more, as after a crash. */
        INTERRUPTED
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }
}
