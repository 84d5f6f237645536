package io.lettergate.mail;

/** A version of a message or a mailbox; every change gets a higher one (RFC 7162 §3.1). */
public record ModSeq(long value) implements Comparable<ModSeq> {

    public ModSeq {
        if (value < 1) {
            throw new IllegalArgumentException("A MODSEQ is at least 1, but got " + value);
        }
    }

    @Override
    public int compareTo(ModSeq other) {
        return Long.compare(value, other.value);
    }
}
