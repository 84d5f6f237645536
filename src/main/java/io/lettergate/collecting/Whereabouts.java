package io.lettergate.collecting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a collected message lives beside here.
 *
 * @param key of its row in the ledger
 * @param host the server
 * @param until until when it is there too; absent where it stays, or is not there
 */
public record Whereabouts(
        String key,
        String host,
        LedgerRow.State state,
        @Nullable Instant until) {}
