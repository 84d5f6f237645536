package io.lettergate.store;

/**
 * The SHA-256 of a message as it was stored.
 *
 * @param hex 64 hexadecimal digits, in lower case
 */
public record Digest(String hex) {

    public Digest {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("A digest has 64 hexadecimal digits in lower case");
        }
    }
}
