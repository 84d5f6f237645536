package io.lettergate.auth.tokens;

/**
 * A new token, and the only time that its secret can be seen.
 *
 * @param secret what a program sends
 */
public record MadeToken(Token token, String secret) {

    @Override
    public String toString() {
        return "MadeToken(" + token.id() + ")";
    }
}
