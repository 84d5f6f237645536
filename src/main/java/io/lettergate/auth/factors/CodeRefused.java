package io.lettergate.auth.factors;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A code was not taken; the message says why, in a sentence. */
public final class CodeRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient @Nullable Duration wait;

    CodeRefused(String sentence, @Nullable Duration wait) {
        super(sentence, null, false, false);
        this.wait = wait;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** After which time the next one is looked at; absent where that is at once. */
    public @Nullable Duration retryAfter() {
        return wait;
    }
}
