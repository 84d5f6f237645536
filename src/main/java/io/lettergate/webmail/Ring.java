package io.lettergate.webmail;

import io.lettergate.collecting.Glance;
import io.lettergate.collecting.Standing;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The ring of an account that is collected: it drains until the next look.
 *
 * @param state the last part of message keys: waiting, looking, failed or held
 * @param share how much of the time is left, 0 to 100
 */
public record Ring(String state, long share) {

    /** Of an account of which nothing is known just now. */
    static final Ring UNKNOWN = new Ring("waiting", 0);

    private static final int WHOLE = 100;

    /** The ring as it stands now. */
    public static Ring of(Standing standing, Instant now) {
        return of(
                standing.running() != null,
                standing.problem(),
                standing.held(),
                left(standing.nextAt(), standing.window().pollEvery(), now));
    }

    /** The same, of what costs next to nothing to know. */
    static Ring of(Glance glance, Instant now) {
        return of(glance.looking(), glance.problem(), glance.held(), left(glance.nextAt(), glance.every(), now));
    }

    private static Ring of(boolean looking, @Nullable String problem, boolean held, long left) {
        if (looking) {
            return new Ring("looking", WHOLE);
        }
        if (problem != null) {
            return new Ring("failed", WHOLE);
        }
        return new Ring(held ? "held" : "waiting", left);
    }

    private static long left(@Nullable Instant next, Duration every, Instant now) {
        return next == null
                ? 0
                : Math.clamp(
                        Duration.between(now, next).toSeconds() * WHOLE / Math.max(1, every.toSeconds()), 0, WHOLE);
    }
}
