package io.lettergate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** An IMAP server that takes one password for anybody, counts who tries, and tells strangers more than it should. */
final class GuardedServer implements AutoCloseable {

    private final AtomicInteger tried = new AtomicInteger();
    private final ScriptedServer server = ScriptedServer.playing(this::play);
    private volatile String password = "right";

    int port() {
        return server.port();
    }

    /** How many sign-ins it saw. */
    int tried() {
        return tried.get();
    }

    /** From now on it takes this one, and hangs up on whom it let in by another. */
    void takes(String one) {
        password = one;
    }

    private void play(ScriptedServer.Dialogue client) throws IOException {
        var taken = password;
        client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello");
        for (var line = client.hear(); line != null; line = client.hear()) {
            var tag = line.substring(0, Math.max(0, line.indexOf(' ')));
            if (line.contains("AUTHENTICATE PLAIN ")) {
                tried.incrementAndGet();
                client.say(tag + answer(line.substring(line.lastIndexOf(' ') + 1)));
            } else if (taken.equals(password)) {
                client.say(tag + " OK done");
            } else {
                return;
            }
        }
    }

    private String answer(String encoded) {
        var said = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).split("\0", -1);
        if (said[2].equals(password)) {
            return " OK [CAPABILITY IMAP4rev1] welcome";
        }
        return said[1].startsWith("nobody")
                ? " NO [AUTHENTICATIONFAILED] There is no such user"
                : " NO [AUTHENTICATIONFAILED] That is not the password of " + said[1];
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
