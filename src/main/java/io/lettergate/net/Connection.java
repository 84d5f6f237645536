package io.lettergate.net;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A connection to a mail server, encrypted as its {@link Endpoint} demands, whose greeting has been read. */
public final class Connection implements AutoCloseable {

    private final Endpoint endpoint;
    private final Socket socket;
    private final String greeting;
    private final DeadlineStream timed;
    private final BoundedStream input;
    private final Duration answerTimeout;

    Connection(Endpoint endpoint, Socket socket, DeadlineStream timed, String greeting, Duration answerTimeout) {
        this.endpoint = endpoint;
        this.socket = socket;
        this.timed = timed;
        this.greeting = greeting;
        this.input = new BoundedStream(timed);
        this.answerTimeout = answerTimeout;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** The first line the server sent, without its line end. */
    public String greeting() {
        return greeting;
    }

    /** What the server sends: bounded in size, and in time by {@link #begin()}. */
    public InputStream input() {
        return input;
    }

    public OutputStream output() throws IOException {
        return socket.getOutputStream();
    }

    /** Starts the clock and the count for the answer to one command. */
    public void begin() {
        input.begin();
        timed.within(answerTimeout);
    }

    /** The same, for an answer that may take no longer than this. */
    public void begin(Duration longest) {
        input.begin();
        timed.within(longest.compareTo(answerTimeout) < 0 ? longest : answerTimeout);
    }

    /** The failure that an I/O error on this connection means to a person. */
    public MailFailure failure(Throwable error) {
        return switch (error) {
            case SocketTimeoutException slow -> new MailFailure.ServerSlow(endpoint, slow);
            case OutOfBoundsException bounds ->
                new MailFailure.ServerUnreadable(endpoint.host(), String.valueOf(bounds.getMessage()), bounds);
            default -> new MailFailure.ServerUnreachable(endpoint, "the connection broke", error);
        };
    }

    @Override
    public void close() {
        Sockets.close(socket);
    }
}
