package io.lettergate.auth.factors;

import java.io.Serial;

/** A passkey was not taken; the message says why, in a sentence. */
public final class PasskeyRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    PasskeyRefused(String sentence, Throwable reason) {
        super(sentence, reason);
    }

    PasskeyRefused(String sentence) {
        super(sentence);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
