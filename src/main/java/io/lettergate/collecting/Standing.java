package io.lettergate.collecting;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How collecting stands for one account.
 *
 * @param window what is in force, or will be from {@code removesFrom} on
 * @param previous the window before, while it can still be taken back to
 * @param removesFrom before when nothing is removed under this window
 * @param held whether everything is held
 * @param heldBecause why we held it ourselves; absent where the person did
 * @param last the last look that ended; absent before the first
 * @param running the look that goes on now
 * @param nextAt when we look next
 * @param problem why we cannot look just now, in a sentence; absent where all is well
 * @param needsPassword whether only the person can help, with a new password
 * @param notices what the person should know of this server, such as that it ignores removals
 * @param nextLeaving how many leave on the first day on which any leaves
 */
public record Standing(
        KeepOnServer window,
        @Nullable KeepOnServer previous,
        @Nullable Instant removesFrom,
        boolean held,
        @Nullable String heldBecause,
        @Nullable Look last,
        @Nullable Look running,
        @Nullable Instant nextAt,
        @Nullable String problem,
        boolean needsPassword,
        List<String> notices,
        long here,
        long hereOctets,
        long there,
        long thereOctets,
        @Nullable Instant nextLeavingAt,
        long nextLeaving) {

    public Standing {
        notices = List.copyOf(notices);
    }
}
