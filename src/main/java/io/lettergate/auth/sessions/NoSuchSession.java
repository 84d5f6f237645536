package io.lettergate.auth.sessions;

import java.io.Serial;

/** The person is not signed in with a browser of this id. */
public class NoSuchSession extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    NoSuchSession() {
        super("You are not signed in with such a browser.");
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
