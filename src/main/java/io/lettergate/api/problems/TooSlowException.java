package io.lettergate.api.problems;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A body that took longer to arrive than any body may. */
class TooSlowException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    TooSlowException(@Nullable Throwable cause) {
        super("The body took too long", cause);
    }
}
