package io.lettergate.exporting;

import io.lettergate.mail.MailFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new file that does not grow beyond a bound. */
final class BoundedFile extends OutputStream {

    private final OutputStream file;
    private long room;

    BoundedFile(Path path, long room) throws IOException {
        this.file = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
        this.room = room;
    }

    @Override
    public void write(int octet) throws IOException {
        take(1);
        file.write(octet);
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
        take(count);
        file.write(octets, from, count);
    }

    private void take(int count) {
        room -= count;
        if (room < 0) {
            throw new MailFailure.ExportTooLarge();
        }
    }

    @Override
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
