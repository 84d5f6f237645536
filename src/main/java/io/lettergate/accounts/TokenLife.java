package io.lettergate.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long the token that was given last is still to be used. */
final class TokenLife {

    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Clock clock;
    private volatile @Nullable Instant renewFrom;

    TokenLife(Clock clock) {
        this.clock = clock;
    }

    /** A token is not used in its last minute, or the last quarter of a shorter life. */
    void begin(Tokens tokens) {
        var endsAt = tokens.endsAt();
        if (endsAt == null) {
            renewFrom = null;
            return;
        }
        var quarter = Duration.between(clock.instant(), endsAt).dividedBy(4);
        renewFrom = endsAt.minus(quarter.compareTo(MARGIN) < 0 ? quarter : MARGIN);
    }

    boolean isEnding() {
        var from = renewFrom;
        return from != null && !clock.instant().isBefore(from);
    }
}
