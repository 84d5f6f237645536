package io.lettergate.webmail;

import io.lettergate.collecting.Standing;
import java.time.Duration;
import java.time.Instant;

/**
 * The ring of an account that is collected: it drains until the next look.
 *
 * @param state the last part of message keys: waiting, looking, failed or held
 * @param share how much of the time is left, 0 to 100
 */
public record Ring(String state, long share) {

    private static final int WHOLE = 100;

    /** The ring as it stands now. */
    public static Ring of(Standing standing, Instant now) {
        if (standing.running() != null) {
            return new Ring("looking", WHOLE);
        }
        if (standing.problem() != null) {
            return new Ring("failed", WHOLE);
        }
        return new Ring(standing.held() ? "held" : "waiting", left(standing, now));
    }

    private static long left(Standing standing, Instant now) {
        var next = standing.nextAt();
        if (next == null) {
            return 0;
        }
        var every = Math.max(1, standing.window().pollEvery().toSeconds());
        return Math.clamp(Duration.between(now, next).toSeconds() * WHOLE / every, 0, WHOLE);
    }
}
