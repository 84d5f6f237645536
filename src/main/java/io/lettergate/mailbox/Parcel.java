package io.lettergate.mailbox;

import io.lettergate.mail.MailFailure;
import io.lettergate.mime.MessageHeader;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to a server, in a file of its own until it is closed: memory does not grow with it, its size is
 * known before it is sent, and it can be sent again. Line ends that are LF alone become CRLF, as IMAP has no others.
 *
 * @param messageId absent where the message has none
 */
record Parcel(Path file, long size, @Nullable String messageId) implements AutoCloseable {

    private static final int LONGEST_HEADER = 1 << 20;
    private static final int CHUNK = 1 << 16;

    /**
     * Reads a message to its end.
     *
     * @throws MailFailure.MessageTooLarge if that does not come in time
     */
    static Parcel of(InputStream content, long largest) {
        Path file = null;
        try {
            file = Files.createTempFile("lettergate", ".eml");
            var header = new ByteArrayOutputStream();
            var size = write(content, file, header, largest);
            return new Parcel(
                    file,
                    size,
                    MessageHeader.read(header.toByteArray()).envelope().messageId());
        } catch (IOException | RuntimeException failure) {
            delete(file);
            throw failure instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) failure;
        }
    }

    private static long write(InputStream content, Path file, ByteArrayOutputStream header, long largest)
            throws IOException {
        long size = 0;
        int before = -1;
        var octets = new byte[CHUNK];
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), CHUNK)) {
            for (int count = content.read(octets); count >= 0; count = content.read(octets)) {
                for (int index = 0; index < count; index++) {
                    if (octets[index] == '\n' && before != '\r') {
                        size += put('\r', out, header);
                    }
                    before = octets[index];
                    size += put(before, out, header);
                }
                if (size > largest) {
                    throw new MailFailure.MessageTooLarge(largest);
                }
            }
        }
        return size;
    }

    private static int put(int octet, OutputStream out, ByteArrayOutputStream header) throws IOException {
        out.write(octet);
        if (header.size() < LONGEST_HEADER) {
            header.write(octet);
        }
        return 1;
    }

    InputStream open() {
        try {
            return Files.newInputStream(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        delete(file);
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
