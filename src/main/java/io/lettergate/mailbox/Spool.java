package io.lettergate.mailbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Room on disk for octets on their way, to readers or from them, however slow; bounded for all of them together. */
@Component
class Spool {

    private final SpoolSettings settings;
    private final AtomicLong free;

    Spool(SpoolSettings settings) {
        this.settings = settings;
        this.free = new AtomicLong(settings.most().toBytes());
    }

    int chunk() {
        return Math.toIntExact(settings.chunk().toBytes());
    }

    /** The most that it ever has room for. */
    long most() {
        return settings.most().toBytes();
    }

    long free() {
        return free.get();
    }

    /** A file that has no name for long, so that a crash leaves nothing behind. */
    SpoolFile open() {
        return new SpoolFile(this);
    }

    boolean reserves(long octets) {
        return free.getAndUpdate(left -> left >= octets ? left - octets : left) >= octets;
    }

    void release(long octets) {
        free.addAndGet(octets);
    }

    FileChannel channel() throws IOException {
        var directory =
                settings.directory() == null ? Path.of(System.getProperty("java.io.tmpdir")) : settings.directory();
        Files.createDirectories(directory);
        return FileChannel.open(
                directory.resolve("lettergate-" + UUID.randomUUID()),
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE));
    }
}
