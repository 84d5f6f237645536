package io.lettergate.events;

import java.io.Serial;
import java.time.Duration;

/** Somebody listens so often at once that they have to close a stream before they open another. */
public class TooManyStreams extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public TooManyStreams(int most) {
        super("These accounts are listened to " + most + " times already. Close one of the streams first.");
    }

    /** The sentence, which it always has. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** When streams whose readers are gone have surely ended. */
    public Duration retryAfter() {
        return Duration.ofSeconds(30);
    }
}
