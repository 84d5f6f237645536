package io.lettergate.pop3;

import java.io.Serial;

/** A server said no to one command, and the session goes on. */
final class PopRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Reply reply;

    PopRefused(String command, Reply reply) {
        super(command + " was refused: " + reply.words());
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
