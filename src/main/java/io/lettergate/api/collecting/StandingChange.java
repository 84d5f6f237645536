package io.lettergate.api.collecting;

import io.lettergate.api.problems.InvalidRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a caller sets: the whole window, and whether everything is held. What is absent stays as it is. */
@Schema(name = "CollectingChange", example = "{\"window\": {\"mode\": \"forever\"}, \"held\": false}")
record StandingChange(
        @Nullable WindowBody window,

        @Schema(description = "Holds everything, so that nothing leaves, or lets it go again") @Nullable
        Boolean held,

        @Schema(
                description = "The token of a plan for just this window; needed if it removes what the present one"
                        + " would not")
        @Nullable
        String token) {

    /** Refuses a replacement without a window. */
    WindowBody whole() {
        return InvalidRequest.field("/window", () -> {
            if (window == null) {
                throw new IllegalArgumentException("The whole window has to be given");
            }
            return window;
        });
    }
}
