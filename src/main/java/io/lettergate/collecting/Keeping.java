package io.lettergate.collecting;

import io.lettergate.accounts.AccountId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How collecting stands for an account, as it is kept.
 *
 * @param toldAt when the person got the letter of what leaves under this window
 * @param notBefore before when the server wants no other look
 * @param wantedAt when somebody asked for a look that has not begun yet
 * @param lookedAt when the last look began
 * @param statCount how many messages there were when the last whole listing was read
 * @param lastUidl of the last message in it
 * @param mustList whether the next look has to read the whole listing
 * @param oddListings how many listings in a row were empty though they should not
 */
record Keeping(
        AccountId account,
        KeepOnServer window,
        @Nullable KeepOnServer previous,
        Instant setAt,
        @Nullable Instant removesFrom,
        @Nullable Instant previousRemovesFrom,
        @Nullable Instant toldAt,
        boolean held,
        @Nullable String heldBecause,
        Instant nextLookAt,
        Instant notBefore,
        @Nullable Instant wantedAt,
        @Nullable Instant lookedAt,
        int failures,
        @Nullable Instant failingSince,
        @Nullable String problem,
        boolean needsPassword,
        long statCount,
        long statOctets,
        @Nullable Instant listedAt,
        @Nullable String lastUidl,
        boolean mustList,
        int oddListings,
        List<String> notices) {

    Keeping {
        notices = List.copyOf(notices);
    }

    /** When something that is due now may leave. */
    Instant removesAfter(Instant now) {
        return removesFrom == null || removesFrom.isBefore(now) ? now : removesFrom;
    }
}
