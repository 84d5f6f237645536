package io.lettergate.mail;

/**
 * The number a server gave a message inside one mailbox; never reused while {@link UidValidity} stays the same
 * (RFC 9051 §2.3.1.1).
 */
public record Uid(long value) implements Comparable<Uid> {

    private static final long HIGHEST = 0xFFFF_FFFFL;

    public Uid {
        if (value < 1 || value > HIGHEST) {
            throw new IllegalArgumentException("A UID lies between 1 and 2^32-1, but got " + value);
        }
    }

    @Override
    public int compareTo(Uid other) {
        return Long.compare(value, other.value);
    }
}
