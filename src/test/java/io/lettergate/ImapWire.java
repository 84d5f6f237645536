package io.lettergate;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** An IMAP session by hand: what a test says is what the server hears. */
public final class ImapWire implements Closeable {

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Wire wire;
    private int commands;

    /** Reads the greeting of a fresh connection. */
    public ImapWire(Wire wire) throws IOException {
        this.wire = wire;
        wire.expect("* OK");
    }

    /** Sends a command and answers every line up to its OK. */
    public List<String> command(String command) throws IOException {
        var tag = nextTag();
        wire.send(tag + " " + command);
        return accepted(tag, command);
    }

    public void login(String user) throws IOException {
        command("LOGIN \"" + user + "\" " + MailServer.PASSWORD);
    }

    /**
     * Appends a message as it is.
     *
     * @param mailbox the name in modified UTF-7, as it goes over the wire
     * @param flags each as on the wire, such as {@code \Seen}
     */
    public void append(String mailbox, byte[] message, Instant receivedAt, String... flags) throws IOException {
        var tag = nextTag();
        wire.send("%s APPEND \"%s\" (%s) \"%s\" {%d+}"
                .formatted(tag, mailbox, String.join(" ", flags), DATE_TIME.format(receivedAt), message.length));
        wire.send(message);
        wire.send("");
        accepted(tag, "APPEND");
    }

    /** The octets of a message in the selected mailbox. */
    public byte[] fetch(long uid) throws IOException {
        var tag = nextTag();
        wire.send(tag + " UID FETCH " + uid + " BODY.PEEK[]");
        var start = wire.linesUntil("* ").getLast();
        var octets = wire.octets(Integer.parseInt(start.substring(start.lastIndexOf('{') + 1, start.length() - 1)));
        accepted(tag, "FETCH");
        return octets;
    }

    private List<String> accepted(String tag, String command) throws IOException {
        var lines = wire.linesUntil(tag + " ");
        if (!lines.getLast().startsWith(tag + " OK")) {
            throw new IllegalStateException(command + " was refused: " + lines.getLast());
        }
        return lines;
    }

    private String nextTag() {
        commands++;
        return "t" + commands;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
