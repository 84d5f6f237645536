package io.lettergate.mail;

import org.jspecify.annotations.Nullable;

/** A version of a message or a mailbox; every change gets a higher one (RFC 7162 §3.1). */
public record ModSeq(long value) implements Comparable<ModSeq> {

    public ModSeq {
        if (value < 1) {
            throw new IllegalArgumentException("A MODSEQ is at least 1, but got " + value);
        }
    }

    /** What a server says, where zero or less means that it has none. */
    public static @Nullable ModSeq of(long number) {
        return number < 1 ? null : new ModSeq(number);
    }

    @Override
    public int compareTo(ModSeq other) {
        return Long.compare(value, other.value);
    }
}
