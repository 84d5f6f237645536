package io.lettergate.auth.sessions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long somebody stays signed in.
 *
 * @param idle after which without a click they have to sign in again
 * @param absolute after which they have to in any case
 * @param remember how long a browser is remembered where somebody wishes it; none is where this is 0
 */
@ConfigurationProperties("lettergate.auth")
record SessionsSettings(
        @DefaultValue("30m") Duration idle,
        @DefaultValue("12h") Duration absolute,
        @DefaultValue("30d") Duration remember) {

    SessionsSettings {
        var minute = Duration.ofMinutes(1);
        if (idle.compareTo(minute) < 0 || absolute.compareTo(idle) < 0 || remember.isNegative()) {
            throw new IllegalArgumentException(
                    "lettergate.auth.idle is at least 1m, and lettergate.auth.absolute no shorter");
        }
    }

    boolean remembers() {
        return remember.isPositive();
    }
}
