package io.lettergate.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells failures of the disk from others, wherever they come from. */
final class Failures {

    private Failures() {}

    /** Why the disk could not be written; absent where it was something else. */
    static @Nullable IOException ofDisk(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UncheckedIOException unchecked) {
                return unchecked.getCause();
            }
            if (cause instanceof SQLException refused && isFull(String.valueOf(refused.getMessage()))) {
                return new IOException("The database cannot be written", failure);
            }
        }
        return null;
    }

    private static boolean isFull(String words) {
        return words.contains("SQLITE_FULL") || words.contains("SQLITE_IOERR");
    }
}
