package io.lettergate.auth.factors;

import java.time.Instant;

/** An authenticator app for tests of other packages. */
public final class Codes {

    private Codes() {}

    /** What the app shows now. */
    public static String now(String secret) {
        return TotpSecret.of(secret).code(TotpSecret.stepAt(Instant.now()));
    }
}
