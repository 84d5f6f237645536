package io.lettergate.pop3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Messages that were taken, in memory, with what was said about them. */
final class Taken implements Retrieval {

    private final List<String> log = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private ByteArrayOutputStream current = new ByteArrayOutputStream();

    List<String> log() {
        return log;
    }

    /** Those that ended. */
    List<String> messages() {
        return messages;
    }

    @Override
    public void begins(int number) {
        log.add(String.valueOf(number));
        current = new ByteArrayOutputStream();
    }

    @Override
    public void octets(ByteBuffer octets) {
        var copy = new byte[octets.remaining()];
        octets.get(copy);
        current.writeBytes(copy);
    }

    @Override
    public void ended(int number) {
        log.add("ended");
        messages.add(current.toString(ISO_8859_1));
    }

    @Override
    public void refused(int number, Reply reply) {
        log.add("refused " + number + " " + reply.code());
    }
}
