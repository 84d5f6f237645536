package io.lettergate.auth.limits;

import java.io.Serial;
import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many sign-ins failed lately, so this one was not tried. */
public class TooManySignIns extends AuthenticationException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Duration wait;

    TooManySignIns(Duration wait) {
        super(sentence(wait));
        this.wait = wait;
    }

    /** Rounded up, so that whoever waits so long does not come too early. */
    private static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }

    private static String sentence(Duration wait) {
        var seconds = seconds(wait);
        var words = seconds == 1 ? "1 second" : seconds < 90 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
        return "Too many sign-ins failed, so this one was not tried. Please wait " + words + ".";
    }

    public long retryAfter() {
        return seconds(wait);
    }
}
