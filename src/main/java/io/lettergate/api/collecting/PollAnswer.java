package io.lettergate.api.collecting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.api.words.Word;
import io.lettergate.collecting.Look;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One look into a mailbox at its server, as the API shows it. */
@Schema(name = "Poll")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PollAnswer(
        String id,

        @Schema(allowableValues = {"waiting", "looking", "collecting", "removing", "done", "failed", "stopped"})
        String state,

        Instant startedAt,

        @Schema(description = "Absent while it goes on") @Nullable
        Instant endedAt,

        @Schema(description = "How many messages were new") long found,

        @Schema(description = "How many are to be collected, as far as is known")
        long toCollect,

        long collected,
        long collectedOctets,

        @Schema(description = "How many were marked to be removed there")
        long removed,

        @Schema(description = "Why it ended early, in a sentence") @Nullable
        String problem) {

    static PollAnswer of(Look look) {
        return new PollAnswer(
                look.id(),
                Word.of(look.state()),
                look.startedAt(),
                look.endedAt(),
                look.found(),
                look.toCollect(),
                look.collected(),
                look.collectedOctets(),
                look.removed(),
                look.problem());
    }

    static @Nullable PollAnswer ofNullable(@Nullable Look look) {
        return look == null ? null : of(look);
    }
}
