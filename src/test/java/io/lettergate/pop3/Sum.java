package io.lettergate.pop3;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Counts the octets of messages and keeps none. */
class Sum implements Retrieval {

    long octets;
    int messages;
    boolean ended;

    @Override
    public void begins(int number) {
        ended = false;
    }

    @Override
    public void octets(ByteBuffer more) {
        octets += more.remaining();
    }

    @Override
    public void ended(int number) throws IOException {
        ended = true;
        messages++;
    }

    @Override
    public void refused(int number, Reply reply) {
        throw new AssertionError(number + " was refused: " + reply);
    }
}
