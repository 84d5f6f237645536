package io.lettergate.mailbox.spi;

import java.nio.ByteBuffer;

/** Takes octets as they arrive. */
public interface OctetSink {

    /**
     * Takes all that is left in the buffer. The same octets may come twice, in any order, and some that lie before those
     * that were asked for.
     *
     * @param offset where they stand in their {@link Section}
     */
    void take(long offset, ByteBuffer octets);
}
