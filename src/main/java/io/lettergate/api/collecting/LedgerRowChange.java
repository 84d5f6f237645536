package io.lettergate.api.collecting;

import io.lettergate.api.problems.InvalidRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a caller wants to become of a message on the server: one thing at a time. */
@Schema(name = "LedgerRowChange", example = "{\"pinned\": true}")
record LedgerRowChange(
        @Schema(description = "Keeps it there whatever the window says, or no longer") @Nullable
        Boolean pinned,

        @Schema(
                description = "removed has it removed there at the next poll; onServer takes that back while it is"
                        + " still there",
                allowableValues = {"removed", "onServer"})
        @Nullable
        String state,

        @Schema(
                description = "Collects at the next poll what was left out as too large or for its age",
                allowableValues = "true")
        @Nullable
        Boolean collect) {

    /** Refuses what asks for nothing, or for more than one thing. */
    LedgerRowChange checked() {
        var asked = Stream.of(pinned != null, state != null, collect != null)
                .filter(given -> given)
                .count();
        InvalidRequest.field("", () -> require(asked == 1, "Say one of pinned, state and collect"));
        InvalidRequest.field(
                "/state",
                () -> require(
                        state == null || state.equals("removed") || state.equals("onServer"),
                        "Only these words are known here: removed, onServer"));
        InvalidRequest.field(
                "/collect",
                () -> require(
                        !Boolean.FALSE.equals(collect), "A message can be collected, but that cannot be taken back"));
        return this;
    }

    private static boolean require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
        return true;
    }
}
