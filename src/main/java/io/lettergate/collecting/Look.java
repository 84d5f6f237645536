package io.lettergate.collecting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One look into a mailbox at its server.
 *
 * @param id names it for ever
 * @param endedAt absent while it goes on
 * @param found how many messages were new
 * @param toCollect how many are to be collected in this look, as far as is known
 * @param removed how many were marked to be removed there
 * @param problem why it ended early, in a sentence; absent where all went well
 */
public record Look(
        String id,
        Instant startedAt,
        @Nullable Instant endedAt,
        State state,
        long found,
        long toCollect,
        long collected,
        long collectedOctets,
        long removed,
        @Nullable String problem) {

    /** Which looks somebody wants to see. */
    public enum Kind {
        ALL,
        REMOVALS,
        FAILURES
    }

    /** How far it is. */
    public enum State {
        WAITING,
        LOOKING,
        COLLECTING,
        REMOVING,
        DONE,
        FAILED,
        STOPPED
    }
}
