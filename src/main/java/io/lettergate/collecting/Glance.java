package io.lettergate.collecting;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How collecting stands for one account, as far as it costs next to nothing to know.
 *
 * @param looking whether a look goes on
 * @param nextAt when we look next; absent where only a new password helps
 * @param every how long there is between two looks
 * @param warns whether the first removals of a window were announced and have not begun
 */
public record Glance(
        boolean looking,
        boolean held,
        @Nullable String problem,
        boolean needsPassword,
        @Nullable Instant nextAt,
        Duration every,
        boolean warns) {}
