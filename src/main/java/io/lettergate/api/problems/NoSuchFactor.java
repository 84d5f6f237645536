package io.lettergate.api.problems;

import java.io.Serial;

/** The caller has no such second factor; it may be somebody else's. */
public final class NoSuchFactor extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public NoSuchFactor() {
        super("No such second factor", null, false, false);
    }
}
