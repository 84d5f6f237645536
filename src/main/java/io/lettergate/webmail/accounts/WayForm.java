package io.lettergate.webmail.accounts;

import io.lettergate.collecting.KeepOnServer;
import io.lettergate.collecting.KeepOnServer.CountFrom;
import io.lettergate.collecting.KeepOnServer.FirstRun;
import io.lettergate.collecting.KeepOnServer.Mode;
import io.lettergate.mail.Protocol;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second step as it was sent: how the mail is read, and what becomes of the originals.
 *
 * @param days how long they stay; 0 for good
 * @param removal whether deleting here deletes there
 * @param first what of the mail that is there already is collected: all of it (-1), none (0), or so many days
 * @param every minutes between two looks
 */
record WayForm(
        @Nullable Protocol how,
        @Nullable Integer days,
        @Nullable Boolean removal,
        @Nullable Integer first,
        @Nullable Integer every) {

    static final List<Integer> DAYS = List.of(0, 90, 30, 14, 7, 1);
    static final List<Integer> MINUTES = List.of(5, 10, 15, 30, 60);

    /** The window that was chosen; what was not said, or cannot be, is as it is for a new account: the safest. */
    KeepOnServer window() {
        var kept = days != null && days > 0 && DAYS.contains(days) ? days : null;
        var minutes =
                every != null && MINUTES.contains(every) ? Duration.ofMinutes(every) : KeepOnServer.FOREVER.pollEvery();
        return new KeepOnServer(
                kept == null ? Mode.FOREVER : Mode.DAYS,
                kept,
                CountFrom.FIRST_SEEN,
                true,
                null,
                null,
                Boolean.TRUE.equals(removal),
                run(first),
                minutes);
    }

    private static FirstRun run(@Nullable Integer first) {
        if (first == null || first < 0) {
            return FirstRun.ALL;
        }
        return first == 0
                ? new FirstRun(FirstRun.Kind.NEW_ONLY, null)
                : new FirstRun(FirstRun.Kind.LAST_DAYS, Math.min(first, 3_650));
    }
}
