package io.lettergate.mailbox;

import io.lettergate.mail.MailFailure;
import io.lettergate.mime.MessageHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to a server, in the spool until it is closed: memory does not grow with it, its size is known
 * before it is sent, and it can be sent again. Line ends that are LF alone become CRLF, as IMAP has no others.
 *
 * @param messageId absent where the message has none
 */
record Parcel(SpoolFile file, long size, @Nullable String messageId) implements AutoCloseable {

    private static final int LONGEST_HEADER = 1 << 20;
    private static final int CHUNK = 1 << 16;

    /**
     * Reads a message to its end.
     *
     * @throws MailFailure.MessageTooLarge if that does not come in time
     * @throws MailFailure.NoRoom if the spool or its disk is full
     * @throws UncheckedIOException if the message breaks off
     */
    static Parcel of(InputStream content, long largest, Spool spool) {
        var file = spool.open();
        try {
            file.moveTo(0, 0, 0);
            var header = new ByteArrayOutputStream();
            var size = write(content, file, header, largest);
            return new Parcel(
                    file,
                    size,
                    MessageHeader.read(header.toByteArray()).envelope().messageId());
        } catch (IOException broken) {
            file.close();
            throw new UncheckedIOException(broken);
        } catch (RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private static long write(InputStream content, SpoolFile file, ByteArrayOutputStream header, long largest)
            throws IOException {
        long size = 0;
        int before = -1;
        var octets = new byte[CHUNK];
        var lines = ByteBuffer.allocate(2 * CHUNK);
        for (int count = content.read(octets); count >= 0; count = content.read(octets)) {
            lines.clear();
            for (int index = 0; index < count; index++) {
                if (octets[index] == '\n' && before != '\r') {
                    lines.put((byte) '\r');
                }
                before = octets[index];
                lines.put(octets[index]);
            }
            lines.flip();
            if (size + lines.remaining() > largest) {
                throw new MailFailure.MessageTooLarge(largest);
            }
            header.write(lines.array(), 0, Math.min(lines.remaining(), LONGEST_HEADER - header.size()));
            var length = lines.remaining();
            file.take(size, lines);
            size += length;
        }
        return size;
    }

    InputStream open() {
        return new SpooledStream(file);
    }

    @Override
    public void close() {
        file.close();
    }
}
