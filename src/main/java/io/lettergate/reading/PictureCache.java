package io.lettergate.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Pictures that were fetched, each in a file of its person's; the oldest go first. */
@Component
class PictureCache {

    private static final Logger LOG = LoggerFactory.getLogger(PictureCache.class);

    private final ReadingSettings settings;
    private final Clock clock;

    PictureCache(ReadingSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    private record Entry(Path file, long size, Instant fetched) {}

    Optional<WebPicture> find(String key) {
        return Arrays.stream(PictureKind.values())
                .map(kind -> new WebPicture(file(key, kind), kind.type(), 0))
                .filter(picture -> Files.isRegularFile(picture.file()))
                .findFirst()
                .flatMap(this::fresh);
    }

    private Optional<WebPicture> fresh(WebPicture picture) {
        try {
            if (isOld(Files.getLastModifiedTime(picture.file()).toInstant())) {
                return Optional.empty();
            }
            return Optional.of(new WebPicture(picture.file(), picture.type(), Files.size(picture.file())));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    WebPicture keep(String key, PictureKind kind, byte[] octets) {
        try {
            var file = file(key, kind);
            Files.createDirectories(settings.directory());
            var fresh = settings.directory().resolve(UUID.randomUUID() + ".new");
            Files.write(fresh, octets);
            Files.setLastModifiedTime(fresh, FileTime.from(clock.instant()));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sweep();
            return new WebPicture(file, kind.type(), octets.length);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("A picture could not be kept", unwritable);
        }
    }

    /** Takes away what is old, and of the rest the oldest until there is room. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void sweep() {
        var all = entries();
        long size = all.stream().mapToLong(Entry::size).sum();
        for (var entry : all) {
            if (isOld(entry.fetched()) || size > settings.cache().toBytes()) {
                size -= entry.size();
                remove(entry.file());
            }
        }
    }

    private boolean isOld(Instant fetched) {
        return fetched.plus(settings.kept()).isBefore(clock.instant());
    }

    private List<Entry> entries() {
        var all = new ArrayList<Entry>();
        if (Files.isDirectory(settings.directory())) {
            try (var files = Files.newDirectoryStream(settings.directory())) {
                for (var file : files) {
                    all.add(new Entry(
                            file,
                            Files.size(file),
                            Files.getLastModifiedTime(file).toInstant()));
                }
            } catch (IOException unreadable) {
                LOG.debug("pictures=unreadable", unreadable);
            }
        }
        all.sort(Comparator.comparing(Entry::fetched));
        return all;
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException busy) {
            LOG.debug("picture=kept file={}", file.getFileName(), busy);
        }
    }

    private Path file(String key, PictureKind kind) {
        return settings.directory().resolve(key + "." + kind.name().toLowerCase(java.util.Locale.ROOT));
    }
}
