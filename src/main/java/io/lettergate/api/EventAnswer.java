package io.lettergate.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.events.Happening;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event as the API shows it. */
@Schema(name = "Event")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventAnswer(
        @Schema(description = "Its place in the log") String id,

        @Schema(
                allowableValues = {
                    "message.added",
                    "message.changed",
                    "message.removed",
                    "mailbox.changed",
                    "mailbox.created",
                    "mailbox.removed",
                    "mailbox.reset",
                    "account.live",
                    "account.waiting",
                    "account.signInRequired"
                })
        String type,

        @Schema(description = "The account's id") String account,
        Instant at,

        @Schema(description = "The mailbox's id") @Nullable String mailbox,

        @Schema(description = "The whole name of the mailbox") @Nullable
        String path,

        @Schema(description = "The ids of the messages") @Nullable
        List<String> messages,

        @Schema(description = "How many messages the mailbox has now") @Nullable
        Long total,

        @Schema(description = "How many of them are unread") @Nullable
        Long unread) {

    static EventAnswer of(Happening happening) {
        var details = happening.details();
        return new EventAnswer(
                String.valueOf(happening.id()),
                happening.type(),
                happening.account().toString(),
                happening.at(),
                details.mailbox(),
                details.path(),
                details.messages(),
                details.total(),
                details.unread());
    }
}
