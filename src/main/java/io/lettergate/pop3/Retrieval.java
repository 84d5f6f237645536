package io.lettergate.pop3;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes messages as they come, one after the other; what it throws ends the session. */
interface Retrieval {

    void begins(int number) throws IOException;

    /** Takes some octets of it, exactly as they were stored there; the buffer is good for this call only. */
    void octets(ByteBuffer octets) throws IOException;

    /** All of it came: the server said where it ends. */
    void ended(int number) throws IOException;

    /** The server does not give it; the others come all the same. */
    void refused(int number, Reply reply) throws IOException;
}
