package io.lettergate.smtp;

import io.lettergate.mail.MailFailure;
import io.lettergate.net.Connection;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Speaks SMTP line by line. However much a server says, it does not fill our memory. */
final class SmtpWire implements AutoCloseable {

    private static final int LONGEST_LINE = 4096;
    private static final int MOST_LINES = 100;
    private static final int BUFFER = 4096;

    private final Connection connection;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;

    SmtpWire(Connection connection) {
        this.connection = connection;
        connection.boundBySum();
    }

    Connection connection() {
        return connection;
    }

    String host() {
        return connection.endpoint().host();
    }

    /** The rest of a greeting whose first line was read with the connection. */
    Reply greeting() {
        var first = connection.greeting();
        if (connection.isGreetingSecure()) {
            return reply(first, null);
        }
        // Nothing that was said before TLS is believed; of what it says only that it serves.
        return new Reply(code(first), List.of(""));
    }

    void say(String line) {
        write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Says a command and reads the answer. */
    Reply ask(String command) {
        say(command);
        return reply();
    }

    Reply reply() {
        return reply(line(null), null);
    }

    Reply reply(Duration longest) {
        return reply(line(longest), longest);
    }

    private Reply reply(String first, @Nullable Duration longest) {
        var code = code(first);
        var lines = new ArrayList<String>();
        var line = first;
        while (line.length() > 3 && line.charAt(3) == '-') {
            lines.add(line.substring(4));
            if (lines.size() > MOST_LINES) {
                throw unreadable("an answer of more than " + MOST_LINES + " lines");
            }
            line = line(longest);
            if (code(line) != code) {
                throw unreadable("an answer with two codes");
            }
        }
        lines.add(line.length() > 4 ? line.substring(4) : "");
        return new Reply(code, lines);
    }

    private int code(String line) {
        var isReply = line.length() >= 3
                && line.charAt(0) >= '2'
                && line.charAt(0) <= '5'
                && isDigit(line.charAt(1))
                && isDigit(line.charAt(2))
                && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-');
        if (!isReply) {
            throw unreadable("something that is no answer of SMTP");
        }
        return Integer.parseInt(line.substring(0, 3));
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private String line(@Nullable Duration longest) {
        if (longest == null) {
            connection.begin();
        } else {
            connection.begin(longest);
        }
        try {
            var line = new ByteArrayOutputStream();
            for (int octet = octet(); octet != '\n'; octet = octet()) {
                if (line.size() >= LONGEST_LINE) {
                    throw unreadable("a line longer than " + LONGEST_LINE + " octets");
                }
                line.write(octet);
            }
            return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        } catch (IOException broken) {
            throw connection.failure(broken);
        }
    }

    private int octet() throws IOException {
        if (at == filled) {
            filled = connection.input().read(buffer, 0, BUFFER);
            at = 0;
            if (filled < 0) {
                filled = 0;
                throw new EOFException("The server hung up");
            }
        }
        return buffer[at++];
    }

    /** Writes as it is. */
    void write(byte[] octets) {
        try {
            connection.output().write(octets);
            connection.output().flush();
        } catch (IOException broken) {
            throw connection.failure(broken);
        }
    }

    OutputStream output() {
        return connection.output();
    }

    MailFailure unreadable(String what) {
        return new MailFailure.ServerUnreadable(host(), what, null);
    }

    @Override
    public void close() {
        connection.close();
    }
}
