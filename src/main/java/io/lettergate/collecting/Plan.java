package io.lettergate.collecting;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a window would remove from the server: a dry run.
 *
 * @param token to be shown to switch this window on; it is good for this window of this account, and for an hour
 * @param onServer how many messages lie there now
 * @param leaving how many of them have a day on which they leave
 * @param soon how many of those would leave at the first look that may remove
 * @param firstAt when the first would leave; absent if none will
 * @param why how many leave for which reason
 * @param staying how many stay for which reason
 * @param sample some of those that leave first, soonest first
 * @param needsToken whether the token is needed: the window removes something that the present one would not
 */
public record Plan(
        String token,
        KeepOnServer window,
        long onServer,
        long leaving,
        long leavingOctets,
        long soon,
        @Nullable Instant firstAt,
        List<Count> why,
        List<Count> staying,
        List<LedgerRow> sample,
        boolean needsToken) {

    public Plan {
        why = List.copyOf(why);
        staying = List.copyOf(staying);
        sample = List.copyOf(sample);
    }

    /** Why a message leaves or stays. */
    public enum Reason {
        AGE,
        OVER_SIZE,
        OVER_COUNT,
        REMOVED_HERE,
        STORED,
        FOREVER,
        NOT_YET_DUE,
        UNREAD,
        PINNED,
        HELD,
        NO_COPY,
        UNSURE_IDENTITY
    }

    /** So many for this reason. */
    public record Count(Reason reason, long messages) {}
}
