package io.lettergate.pop3;

import io.lettergate.mail.MailFailure;
import io.lettergate.net.Connection;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what a server sends, as lines or as octets, from one buffer; nothing it sends can fill our memory. */
final class PopInput {

    private static final int BUFFER = 64 << 10;
    /** Far more than any line that means something; what is behind is read and dropped. */
    private static final int KEPT_OF_LINE = 8 << 10;

    private static final int LONGEST_LINE = 1 << 20;

    private final Connection connection;
    private final byte[] array = new byte[BUFFER];
    private final ByteBuffer buffer = ByteBuffer.wrap(array).limit(0);
    private boolean endedBare;

    PopInput(Connection connection) {
        this.connection = connection;
        connection.boundBySum();
    }

    /** The next line without its end, one character for each octet; of a very long one only the beginning. */
    String line() {
        var line = new ByteArrayOutputStream(80);
        var length = 0L;
        for (var ended = false; !ended; ) {
            var octets = octets();
            var end = end();
            ended = end >= 0;
            var count = ended ? end - octets.position() + 1 : octets.remaining();
            line.write(array, octets.position(), Math.min(count, KEPT_OF_LINE - line.size()));
            octets.position(octets.position() + count);
            length += count;
            if (length > LONGEST_LINE) {
                throw unreadable("it sent a line longer than " + LONGEST_LINE + " octets");
            }
        }
        return stripped(line.toString(StandardCharsets.ISO_8859_1));
    }

    private int end() {
        for (int at = buffer.position(); at < buffer.limit(); at++) {
            if (array[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private String stripped(String line) {
        endedBare = line.endsWith("\n") && !line.endsWith("\r\n");
        var end = line.endsWith("\n") ? line.length() - 1 : line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    /** Whether the last line ended without a CR, as those of a server do that writes no CR at all. */
    boolean hasEndedBare() {
        return endedBare;
    }

    /** What has come and was not read yet: at least an octet, for which it waits. The buffer is good until the next call. */
    ByteBuffer octets() {
        if (!buffer.hasRemaining()) {
            fill();
        }
        return buffer;
    }

    private void fill() {
        try {
            var count = connection.input().read(array, 0, BUFFER);
            if (count < 0) {
                throw new EOFException("The server hung up");
            }
            buffer.position(0).limit(count);
        } catch (IOException broken) {
            throw connection.failure(broken);
        }
    }

    MailFailure unreadable(String what) {
        return new MailFailure.ServerUnreadable(connection.endpoint().host(), what, null);
    }
}
