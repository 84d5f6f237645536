package io.lettergate.pop3;

import io.lettergate.mail.MailFailure;
import io.lettergate.net.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Says commands and reads their answers on one connection (RFC 1939 §3). */
final class PopWire implements AutoCloseable {

    /** At each of these the clock starts anew, so that a message may be large but not endlessly slow. */
    private static final int OCTETS_IN_TIME = 256 << 10;

    private static final int LINES_IN_TIME = 4_096;

    private final Connection connection;
    private final PopInput input;

    PopWire(Connection connection) {
        this.connection = connection;
        this.input = new PopInput(connection);
    }

    Connection connection() {
        return connection;
    }

    String host() {
        return connection.endpoint().host();
    }

    /** Says lines without waiting for their answers. */
    void say(String lines) {
        try {
            connection.output().write(lines.getBytes(StandardCharsets.UTF_8));
            connection.output().flush();
        } catch (IOException broken) {
            throw connection.failure(broken);
        }
    }

    /** Says a command and reads the first line of its answer. */
    Reply ask(String command) {
        say(command + "\r\n");
        return reply();
    }

    /** Reads the first line of the next answer. */
    Reply reply() {
        var line = line();
        return Reply.of(line).orElseThrow(() -> unreadable("neither +OK nor -ERR"));
    }

    /** Reads a line, in the time that one answer may take. */
    String line() {
        connection.begin();
        return input.line();
    }

    /** Reads the lines behind the first one of an answer; as many as there may be take more than the time of one answer. */
    void lines(int most, Consumer<String> each) {
        int count = 0;
        for (var line = input.line(); !line.equals("."); line = input.line()) {
            if (++count > most) {
                throw unreadable("it lists more than " + most + " lines");
            }
            each.accept(line.startsWith("..") ? line.substring(1) : line);
            if (count % LINES_IN_TIME == 0) {
                connection.begin();
            }
        }
    }

    /**
     * Reads the message behind the first line of an answer.
     *
     * @throws E only what the taker threw
     */
    <E extends Exception> void message(long most, Unstuffing.Taker<E> taker) throws E {
        var unstuffing = new Unstuffing<>(input.hasEndedBare(), taker);
        var sum = 0L;
        var untilBegin = OCTETS_IN_TIME;
        for (var ended = false; !ended; ) {
            var octets = input.octets();
            var before = octets.remaining();
            ended = unstuffing.pass(octets);
            var count = before - octets.remaining();
            sum += count;
            untilBegin -= count;
            if (sum > most) {
                throw unreadable("a message longer than " + most + " octets");
            }
            if (untilBegin <= 0) {
                connection.begin();
                untilBegin = OCTETS_IN_TIME;
            }
        }
    }

    /** Asks what the server can do; nothing is known of one that refuses to say. */
    Capabilities capabilities() {
        say("CAPA\r\n");
        return readCapabilities();
    }

    Capabilities readCapabilities() {
        if (!reply().ok()) {
            return Capabilities.UNKNOWN;
        }
        var words = new ArrayList<String>();
        lines(200, words::add);
        return Capabilities.of(List.copyOf(words));
    }

    MailFailure unreadable(String what) {
        return new MailFailure.ServerUnreadable(host(), what, null);
    }

    @Override
    public void close() {
        connection.close();
    }
}
