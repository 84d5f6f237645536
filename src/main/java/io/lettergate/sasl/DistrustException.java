package io.lettergate.sasl;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A server did not prove what it has to, or asks for what nobody should do. */
public class DistrustException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    DistrustException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
