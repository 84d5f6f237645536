package io.lettergate.accounts.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the keyset of the vault, and makes one at the very first start. */
final class KeysetFile {

    private static final Logger LOG = LoggerFactory.getLogger(KeysetFile.class);

    private final VaultSettings settings;

    KeysetFile(VaultSettings settings) {
        this.settings = settings;
    }

    /**
     * Reads the keyset.
     *
     * @param unused whether nothing is sealed yet, so that a new keyset locks nothing away
     */
    MasterKeyset read(boolean unused) {
        var given = settings.keyset();
        if (given != null && isText(given)) {
            return parsed(given, "lettergate.vault.keyset");
        }
        if (given != null && !given.isBlank()) {
            return read(Path.of(given));
        }
        if (Files.notExists(settings.file()) || (unused && isLeftEmpty())) {
            return made(unused);
        }
        return read(settings.file());
    }

    /** The file that holds it; none where the setting is the keyset itself. */
    Optional<Path> place() {
        var given = settings.keyset();
        if (given == null || given.isBlank()) {
            return Optional.of(settings.file());
        }
        return isText(given) ? Optional.empty() : Optional.of(Path.of(given));
    }

    private static boolean isText(String given) {
        return given.strip().startsWith("{");
    }

    /** A crash came after it was made and before it was written. */
    private boolean isLeftEmpty() {
        try {
            return Files.size(settings.file()) == 0 && Files.deleteIfExists(settings.file());
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static MasterKeyset read(Path file) {
        try {
            return parsed(Files.readString(file), file.toString());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The keyset of the vault, " + file + ", cannot be read", unreadable);
        }
    }

    /** The cause could quote what it read, so it is left out. */
    private static MasterKeyset parsed(String json, String source) {
        try {
            return MasterKeyset.parse(json);
        } catch (GeneralSecurityException | RuntimeException broken) {
            throw new IllegalStateException(source + " holds no keyset for the vault, in Tink's JSON");
        }
    }

    private MasterKeyset made(boolean unused) {
        if (!unused) {
            throw new IllegalStateException("The vault holds passwords, but its keyset " + settings.file()
                    + " is missing. Put it back, or name it by lettergate.vault.keyset.");
        }
        var keyset = MasterKeyset.random();
        write(keyset.json());
        LOG.warn(
                "A keyset for stored passwords was made: {}. Who has it and the database can read them; without it"
                        + " they are lost. Keep a copy apart, or give your own by lettergate.vault.keyset.",
                settings.file());
        return keyset;
    }

    private void write(String json) {
        try {
            write(settings.file(), json);
            settle(settings.file().toAbsolutePath().getParent());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(
                    "The keyset of the vault, " + settings.file() + ", cannot be made", unwritable);
        }
    }

    /** Puts another keyset in place of the one in this file, wholly or not at all; its owner alone may read it. */
    static void replace(Path file, MasterKeyset keyset) {
        var beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(beside);
            write(beside, keyset.json());
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            settle(file.toAbsolutePath().getParent());
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The keyset of the vault, " + file + ", cannot be changed", unwritable);
        }
    }

    private static void write(Path file, String json) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, options, onlyOurs(file))) {
            var octets = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        }
    }

    /** Its name is on the disk, too, before anything is sealed with it. */
    private static void settle(@Nullable Path folder) throws IOException {
        if (folder != null) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] onlyOurs(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
