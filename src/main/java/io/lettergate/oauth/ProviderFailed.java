package io.lettergate.oauth;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A provider did not give what it was asked for, for a reason that a person can read. */
public class ProviderFailed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    ProviderFailed(String sentence) {
        this(sentence, null);
    }

    ProviderFailed(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
