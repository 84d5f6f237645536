package io.lettergate.mail;

/** The number of a mailbox's life: when it changes, every {@link Uid} seen before is void (RFC 9051 §2.3.1.1). */
public record UidValidity(long value) {

    private static final long HIGHEST = 0xFFFF_FFFFL;

    public UidValidity {
        if (value < 0 || value > HIGHEST) {
            throw new IllegalArgumentException("A UIDVALIDITY lies between 0 and 2^32-1, but got " + value);
        }
    }
}
