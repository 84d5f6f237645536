package io.lettergate.collecting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message leaves its server.
 *
 * @param leavesAt when it may leave; absent where it stays
 */
record Verdict(Plan.Reason reason, @Nullable Instant leavesAt) {

    static Verdict stays(Plan.Reason reason) {
        return new Verdict(reason, null);
    }

    boolean leavesBy(Instant time) {
        return leavesAt != null && !leavesAt.isAfter(time);
    }
}
