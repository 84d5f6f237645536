package io.lettergate.collecting;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the ledger, newest first.
 *
 * @param next where to go on; absent on the last page
 * @param total how many rows there are behind the filter
 */
public record LedgerPage(List<LedgerRow> rows, @Nullable String next, long total) {

    public LedgerPage {
        rows = List.copyOf(rows);
    }

    /** Which rows. */
    public enum Filter {
        ALL,
        ON_SERVER,
        /** Those that have a day on which they leave. */
        LEAVING,
        /** Those that are here and no longer there. */
        ONLY_HERE,
        PROBLEMS
    }
}
