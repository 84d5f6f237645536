package io.lettergate.api.collecting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.collecting.Standing;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How collecting stands for an account, as the API shows it. */
@Schema(name = "Collecting")
@JsonInclude(JsonInclude.Include.NON_NULL)
record StandingAnswer(
        WindowBody window,

        @Schema(description = "The window before, while it can still be taken back to") @Nullable
        WindowBody previous,

        @Schema(description = "Before when nothing is removed under this window") @Nullable
        Instant removesFrom,

        @Schema(description = "Whether nothing leaves, whatever the window says")
        boolean held,

        @Schema(description = "Why it is held by us; absent where the person holds it") @Nullable
        String heldBecause,

        @Schema(description = "The last poll that ended") @Nullable
        PollAnswer lastPoll,

        @Schema(description = "The poll that goes on") @Nullable
        PollAnswer runningPoll,

        @Schema(description = "When the next poll begins") @Nullable
        Instant nextPollAt,

        Amount here,
        Amount onServer,

        @Schema(description = "The first messages to leave") @Nullable
        Leaving nextLeaving,

        @Schema(description = "Why there can be no poll just now, in a sentence") @Nullable
        String problem,

        @Schema(description = "Whether only a new password helps")
        boolean needsPassword,

        @Schema(description = "What a person should know of this server")
        List<String> notices) {

    /** So many messages of so many octets. */
    @Schema(name = "Amount")
    record Amount(long messages, long octets) {}

    /** So many messages on that day. */
    @Schema(name = "NextLeaving")
    record Leaving(Instant at, long messages) {}

    static StandingAnswer of(Standing standing) {
        return new StandingAnswer(
                WindowBody.of(standing.window()),
                standing.previous() == null ? null : WindowBody.of(standing.previous()),
                standing.removesFrom(),
                standing.held(),
                standing.heldBecause(),
                PollAnswer.ofNullable(standing.last()),
                PollAnswer.ofNullable(standing.running()),
                standing.nextAt(),
                new Amount(standing.here(), standing.hereOctets()),
                new Amount(standing.there(), standing.thereOctets()),
                standing.nextLeavingAt() == null ? null : new Leaving(standing.nextLeavingAt(), standing.nextLeaving()),
                standing.problem(),
                standing.needsPassword(),
                standing.notices());
    }
}
