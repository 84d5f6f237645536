package io.lettergate.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of the log, newest first.
 *
 * @param next the cursor of the older ones; absent at the end
 */
public record AuditPage(List<AuditEntry> entries, @Nullable String next) {

    public AuditPage {
        entries = List.copyOf(entries);
    }
}
