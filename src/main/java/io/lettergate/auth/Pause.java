package io.lettergate.auth;

import io.lettergate.auth.limits.LimitsSettings;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Makes all refusals take about as long, as a mail server may be quicker to refuse an address that it does not know. */
@Component
class Pause {

    private final Duration least;

    Pause(LimitsSettings settings) {
        this.least = settings.refusal();
    }

    void sinceThen(long begun) {
        var left = least.minusNanos(System.nanoTime() - begun);
        if (!left.isPositive()) {
            return;
        }
        try {
            Thread.sleep(left);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
