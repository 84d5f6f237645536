package io.lettergate.auth.tokens;

import java.io.Serial;

/** A token cannot be made as somebody wants it. */
public class UnusableWish extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String field;

    UnusableWish(String field, String sentence) {
        super(sentence);
        this.field = field;
    }

    /** What about it cannot be: name, scopes, accounts, addresses or expiresAt. */
    public String field() {
        return field;
    }
}
