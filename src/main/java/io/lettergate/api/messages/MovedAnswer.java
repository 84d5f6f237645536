package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.mailbox.Moved;
import io.lettergate.mailbox.OpaqueId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** That a message moved, as the API shows it. */
@Schema(name = "MovedMessage")
@JsonInclude(JsonInclude.Include.NON_NULL)
record MovedAnswer(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, allowableValues = "true")
        boolean moved,

        @Schema(description = "The new id; absent where the mail server does not tell") @Nullable
        String id,

        @Schema(description = "Where it is now; absent where the mail server does not tell") @Nullable
        String mailboxId) {

    static MovedAnswer of(Moved moved) {
        var place = Optional.ofNullable(moved.to());
        return new MovedAnswer(
                true,
                place.map(ref -> OpaqueId.of(ref).value()).orElse(null),
                place.map(ref -> OpaqueId.of(ref.mailbox()).value()).orElse(null));
    }
}
