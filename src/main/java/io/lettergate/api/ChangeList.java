package io.lettergate.api;

import io.lettergate.events.Events;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A piece of the log as the API shows it. */
@Schema(name = "Changes")
record ChangeList(
        List<EventAnswer> items,

        @Schema(description = "Where to go on: since of the next call")
        String position,

        @Schema(description = "Whether there is more to be had now")
        boolean more,

        @Schema(description = "Whether since is too old or unknown, so that everything has to be read anew")
        boolean reset) {

    static ChangeList of(Events.Changes changes) {
        return new ChangeList(
                changes.items().stream().map(EventAnswer::of).toList(),
                changes.position(),
                changes.more(),
                changes.reset());
    }
}
