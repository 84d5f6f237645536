package io.lettergate.mailbox.spi;

/** Which octets of a {@link Section} to fetch: so many chunks of one size, from an offset on. */
public record Stretch(long offset, int chunk, int chunks) {

    public Stretch {
        if (offset < 0 || chunk < 1 || chunks < 1) {
            throw new IllegalArgumentException("No such stretch: " + chunks + " of " + chunk + " from " + offset);
        }
    }

    /** A stretch of one chunk. */
    public static Stretch of(long offset, int length) {
        return new Stretch(offset, length, 1);
    }

    /** Where the chunk with this index begins. */
    public long start(int index) {
        return offset + (long) index * chunk;
    }
}
