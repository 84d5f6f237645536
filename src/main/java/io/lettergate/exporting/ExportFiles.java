package io.lettergate.exporting;

import io.lettergate.operations.Operation;
import io.lettergate.operations.OperationId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The files of exports: under another name until they are whole, and gone after a day. */
@Component
class ExportFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ExportFiles.class);
    private static final Duration FORSAKEN = Duration.ofDays(7);

    private final ExportingSettings settings;
    private final Clock clock;

    ExportFiles(ExportingSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Begins the file of an operation anew. */
    OutputStream begin(OperationId id) throws IOException {
        Files.createDirectories(settings.directory());
        return new BoundedFile(part(id), settings.most().toBytes() - taken());
    }

    /** Says that it is whole. */
    void finish(OperationId id) throws IOException {
        try (var channel = FileChannel.open(part(id), StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part(id), whole(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The file while it is there and its time is not over. */
    Optional<Path> find(Operation operation) {
        var ended = operation.endedAt();
        var file = whole(operation.id());
        return ended == null || isOver(ended) || !Files.isRegularFile(file) ? Optional.empty() : Optional.of(file);
    }

    /** Until when it can be had. */
    Instant until(Instant ended) {
        return ended.plus(settings.kept());
    }

    private boolean isOver(Instant ended) {
        return clock.instant().isAfter(until(ended));
    }

    void remove(OperationId id) {
        try {
            Files.deleteIfExists(part(id));
            Files.deleteIfExists(whole(id));
        } catch (IOException failure) {
            LOG.warn("export file stays id={}", id, failure);
        }
    }

    /** A file for one message, until it is written into the export. */
    Path scratch(OperationId id) {
        return settings.directory().resolve(id + ".message");
    }

    private Path part(OperationId id) {
        return settings.directory().resolve(id + ".part");
    }

    private Path whole(OperationId id) {
        return settings.directory().resolve(id + ".export");
    }

    private long taken() throws IOException {
        try (var files = Files.list(settings.directory())) {
            return files.mapToLong(ExportFiles::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    @Scheduled(fixedDelayString = "PT30M", initialDelayString = "PT2M")
    void removeOld() {
        if (Files.notExists(settings.directory())) {
            return;
        }
        try (var files = Files.list(settings.directory())) {
            files.filter(this::isOld).forEach(ExportFiles::delete);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What nobody wrote to for so long is old; parts wait longer, as their export may wait for its owner. */
    private boolean isOld(Path file) {
        try {
            var written = Files.getLastModifiedTime(file).toInstant();
            var kept = file.toString().endsWith(".export") ? settings.kept() : FORSAKEN;
            return clock.instant().isAfter(written.plus(kept));
        } catch (IOException gone) {
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            LOG.warn("export file stays file={}", file.getFileName(), failure);
        }
    }
}
