package io.lettergate.net;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** A connection to a mail server, encrypted as its {@link Endpoint} demands, whose greeting has been read. */
public final class Connection implements AutoCloseable {

    private final Endpoint endpoint;
    private final Socket socket;
    private final String greeting;
    private final DeadlineStream timed;
    private final SwitchInput source;
    private final BoundedStream input;
    private final SwitchOutput output;
    private final Duration answerTimeout;
    private @Nullable Alarm alarm;

    Connection(Endpoint endpoint, Socket socket, DeadlineStream timed, String greeting, Duration answerTimeout)
            throws IOException {
        this.endpoint = endpoint;
        this.socket = socket;
        this.timed = timed;
        this.greeting = greeting;
        this.source = new SwitchInput(timed);
        this.input = new BoundedStream(source);
        this.output = new SwitchOutput(socket.getOutputStream());
        this.answerTimeout = answerTimeout;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** The first line the server sent, without its line end. */
    public String greeting() {
        return greeting;
    }

    /** Whether nobody in between can have written the greeting: before STARTTLS anybody can. */
    public boolean isGreetingSecure() {
        return endpoint.encryption() != Encryption.STARTTLS;
    }

    /** Whether the server is neither on this machine nor in its private network. */
    public boolean isDistant() {
        var address = socket.getInetAddress();
        return !address.isLoopbackAddress() && !address.isSiteLocalAddress() && !address.isLinkLocalAddress();
    }

    /** What the server sends: bounded in size, and in time by {@link #begin()}. */
    public InputStream input() {
        return input;
    }

    public OutputStream output() {
        return output;
    }

    /** Starts the clock and the count for the answer to one command. */
    public void begin() {
        begin(answerTimeout);
    }

    /** The same for a command whose answer may take longer than most, or not as long. */
    public void begin(Duration longest) {
        input.begin();
        timed.within(longest);
    }

    /** Takes no octet behind the end of a line until it is asked for, as it may have to be read in another way. */
    public void readLineByLine() {
        source.lineByLine(true);
    }

    public void readFreely() {
        source.lineByLine(false);
    }

    /** From now on both sides send compressed (RFC 4978); what is bounded is what it grows to. */
    public void deflate() {
        source.now(new InflaterInputStream(timed, new Inflater(true)));
        output.now(new DeflaterOutputStream(
                output.current(), new Deflater(Deflater.DEFAULT_COMPRESSION, true), 4096, true));
    }

    /** Closes itself then, whatever its thread waits for, unless it is told to stay open. */
    public void closeAfter(Duration time) {
        stayOpen();
        alarm = Alarm.closing(socket, time);
    }

    public void stayOpen() {
        if (alarm != null) {
            alarm.silence();
        }
    }

    /** Lets literals of any length pass, for a reader that keeps none of them in memory; or no longer. */
    public void allowLongLiterals(boolean now) {
        input.allow(now ? Integer.MAX_VALUE : BoundedStream.LARGEST_LITERAL);
    }

    /** Leaves lines to a reader that bounds them itself, of a protocol without literals; the sum stays bounded here. */
    public void boundBySum() {
        input.boundBySum();
    }

    /** The failure that an I/O error on this connection means to a person. */
    public MailFailure failure(Throwable error) {
        return switch (error) {
            case SocketTimeoutException slow -> new MailFailure.ServerSlow(endpoint, slow);
            case OutOfBoundsException bounds ->
                new MailFailure.ServerUnreadable(endpoint.host(), String.valueOf(bounds.getMessage()), bounds);
            default ->
                alarm != null && alarm.hasRung()
                        ? new MailFailure.ServerSlow(endpoint, error)
                        : new MailFailure.ServerUnreachable(endpoint, "the connection broke", error);
        };
    }

    @Override
    public void close() {
        Sockets.close(socket);
    }
}
