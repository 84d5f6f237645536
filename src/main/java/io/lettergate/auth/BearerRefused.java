package io.lettergate.auth;

import java.io.Serial;
import org.springframework.security.core.AuthenticationException;

/** A token, or another proof in the header Authorization, is not taken. */
public class BearerRefused extends AuthenticationException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Refuses it.
     *
     * @param sentence tells whoever holds it why
     */
    public BearerRefused(String sentence) {
        super(sentence);
    }
}
