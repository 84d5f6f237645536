package io.lettergate.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** The message files: each is named by the digest of what it holds, and is never changed. */
@Component
class MessageFiles {

    private static final int BUFFER = 64 * 1024;

    private final Path directory;
    private final Folders folders;
    private final UUID process = UUID.randomUUID();
    private final AtomicLong begun = new AtomicLong();

    MessageFiles(StoreSettings settings, Folders folders) {
        this.directory = settings.directory();
        this.folders = folders;
    }

    Path directory() {
        return directory;
    }

    Path waiting() {
        return directory.resolve("tmp");
    }

    /** Begins one that has no name yet. */
    IncomingFile begin() throws IOException {
        var file = waiting().resolve(process + "-" + begun.incrementAndGet() + ".part");
        try {
            return new IncomingFile(file);
        } catch (NoSuchFileException noFolder) {
            Files.createDirectories(waiting());
            return new IncomingFile(file);
        }
    }

    Path of(Digest digest) {
        return folder(digest).resolve(digest.hex() + ".eml");
    }

    private Path folder(Digest digest) {
        return directory.resolve(digest.hex().substring(0, 2));
    }

    /** Gives the file its name; that is durable only once {@link #settle} was called for the folder. */
    Path name(Path file, Digest digest) throws IOException {
        var place = of(digest);
        folders.require(folder(digest));
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        return place;
    }

    /** The folders that these digests lie in. */
    Set<Path> folders(Collection<Digest> digests) {
        Set<Path> folders = new LinkedHashSet<>();
        digests.forEach(digest -> folders.add(folder(digest)));
        return folders;
    }

    /** Makes a file durable, or the names in a folder. */
    static void settle(Path path) throws IOException {
        var how = Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (var channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    /** Works out the digest of a file anew; absent where there is none. */
    static Digest digest(Path file) throws IOException {
        var sha = IncomingFile.sha256();
        try (InputStream stream = Files.newInputStream(file)) {
            var buffer = new byte[BUFFER];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                sha.update(buffer, 0, read);
            }
        }
        return new Digest(HexFormat.of().formatHex(sha.digest()));
    }
}
