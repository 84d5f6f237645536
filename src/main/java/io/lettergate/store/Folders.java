package io.lettergate.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Makes folders that are still there after the power fails, with all above them. One that somebody else made a moment ago
 * counts only after this process, too, has seen to it that it is on the disk.
 */
@Component
class Folders {

    private final Path top;
    private final Settling settling;
    private final Set<Path> settled = ConcurrentHashMap.newKeySet();

    @Autowired
    Folders(StoreSettings settings) {
        this(settings.directory(), MessageFiles::settle);
    }

    Folders(Path top, Settling settling) {
        this.top = top.toAbsolutePath();
        this.settling = settling;
    }

    void require(Path folder) throws IOException {
        if (settled.contains(folder) && Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        for (var at = folder.toAbsolutePath(); at.startsWith(top); ) {
            var above = at.getParent();
            settle(above);
            at = above == null ? Path.of("") : above;
        }
        settled.add(folder);
    }

    /** What lies above everything may be closed to us; then it was there before. */
    private void settle(@Nullable Path folder) throws IOException {
        if (folder != null && Files.isReadable(folder)) {
            settling.settle(folder);
        }
    }

    /** Makes the names in a folder durable. */
    interface Settling {
        void settle(Path folder) throws IOException;
    }
}
