package io.lettergate.net;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What is said before a connection is secure: a greeting, and that both sides begin TLS. Nothing of it is believed. */
final class PlainTalk {

    private static final int LONGEST_GREETING = 8192;
    private static final int MOST_LINES = 50;

    private final Endpoint endpoint;
    private final Upgrade upgrade;
    private final Socket socket;
    private final InputStream in;

    PlainTalk(Endpoint endpoint, Upgrade upgrade, Socket socket, Duration patience) throws IOException {
        this.endpoint = endpoint;
        this.upgrade = upgrade;
        this.socket = socket;
        this.in = new DeadlineStream(socket, patience);
    }

    /** Both sides agree to begin TLS; the greeting is given back. */
    String upgrade() throws IOException {
        var greeting = line(in);
        if (upgrade.isPreauthenticated(greeting)) {
            throw new MailFailure.TlsFailed(endpoint, "it says we are signed in before the connection is secure", null);
        }
        end(greeting);
        if (!upgrade.hello().isEmpty()) {
            say(upgrade.hello());
            end(line(in));
        }
        say(upgrade.command());
        var answer = line(in);
        for (int lines = 0; upgrade.isBeforeAnswer(answer) && lines < 10; lines++) {
            answer = line(in);
        }
        if (!upgrade.isAgreed(answer)) {
            throw new MailFailure.TlsFailed(endpoint, "it does not offer STARTTLS", null);
        }
        return greeting;
    }

    private void end(String first) throws IOException {
        var line = first;
        for (int lines = 0; upgrade.isContinued(line); lines++) {
            if (lines > MOST_LINES) {
                throw new OutOfBoundsException("an answer of more than " + MOST_LINES + " lines");
            }
            line = line(in);
        }
    }

    private void say(String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
    }

    /** One line, octet by octet, so that nothing behind it is taken along into the encrypted part. */
    static String line(InputStream in) throws IOException {
        var octets = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new ConnectException("it closed the connection at once");
            }
            if (octets.size() >= LONGEST_GREETING) {
                throw new OutOfBoundsException("a greeting longer than " + LONGEST_GREETING + " octets");
            }
            octets.write(octet);
        }
        return octets.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
