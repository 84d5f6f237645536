package io.lettergate.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A secret that never shows itself: not in a log, not in a page, not in {@link #toString()}. */
public final class Password implements Credential {

    private final String secret;

    /**
     * Takes a secret as it was typed.
     *
     * @throws IllegalArgumentException if it holds a control character, which would end or split a command
     */
    public Password(String secret) {
        if (secret.isEmpty() || secret.chars().anyMatch(character -> character < 0x20 || character == 0x7F)) {
            throw new IllegalArgumentException("A password is not empty and has no control characters");
        }
        this.secret = secret;
    }

    @Override
    public String reveal() {
        return secret;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Password that
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), that.secret.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return Password.class.hashCode();
    }

    @Override
    public String toString() {
        return "Password(not shown)";
    }
}
