package io.lettergate.sending.uploads;

import io.lettergate.mail.MailFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** The octets of uploads, in files under their ids. */
@Component
class UploadFiles {

    private static final int CHUNK = 1 << 16;

    private final UploadSettings settings;

    UploadFiles(UploadSettings settings) {
        this.settings = settings;
    }

    /**
     * Writes octets behind those that are there, as far as they come. Two at once write the same, as who resumes does while
     * the broken connection still drips; what one wrote is not cut off under the other.
     *
     * @param room how many there may be
     * @return how many came; one more than there is room for where there were too many
     */
    long append(String id, long offset, InputStream octets, long room) {
        try {
            Files.createDirectories(settings.directory());
        } catch (IOException failure) {
            throw new MailFailure.NoRoom(failure);
        }
        try (var file = FileChannel.open(path(id), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long came = copy(octets, file, offset, room);
            file.force(true);
            return came;
        } catch (IOException failure) {
            throw new MailFailure.NoRoom(failure);
        }
    }

    /** Who hands them over may break off: what came until then counts. */
    private static long copy(InputStream octets, FileChannel file, long offset, long room) throws IOException {
        var chunk = new byte[CHUNK];
        long came = 0;
        for (int count = read(octets, chunk); count >= 0; count = read(octets, chunk)) {
            if (came + count > room) {
                return room + 1;
            }
            var piece = ByteBuffer.wrap(chunk, 0, count);
            while (piece.hasRemaining()) {
                came += file.write(piece, offset + came);
            }
        }
        return came;
    }

    private static int read(InputStream octets, byte[] chunk) {
        try {
            return octets.read(chunk);
        } catch (IOException brokenOff) {
            return -1;
        }
    }

    InputStream open(String id) throws IOException {
        return Files.newInputStream(path(id));
    }

    void remove(String id) {
        try {
            Files.deleteIfExists(path(id));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The names of all files that nobody wrote to since. */
    List<String> olderThan(Instant since) {
        if (Files.notExists(settings.directory())) {
            return List.of();
        }
        try (var files = Files.list(settings.directory())) {
            return files.filter(file -> lastWritten(file).isBefore(since))
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Instant lastWritten(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.MAX;
        }
    }

    private Path path(String id) {
        return settings.directory().resolve(id);
    }
}
