package io.lettergate.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A message on its way into the store: its octets go to a temporary file as they come, and are counted and digested. */
public interface Incoming extends AutoCloseable {

    /** Takes all that is left in the buffer. */
    void write(ByteBuffer octets) throws IOException;

    /** How many octets came so far. */
    long size();

    /** Says that all octets have come. Without this the message can not be kept. */
    Digest finish() throws IOException;

    /** Throws it away, unless it was kept. */
    @Override
    void close();
}
