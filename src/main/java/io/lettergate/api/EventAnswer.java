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
                    "account.signInRequired",
                    "pop3.pollStarted",
                    "pop3.pollProgressed",
                    "pop3.pollFinished",
                    "pop3.due",
                    "pop3.removedFromServer",
                    "pop3.collision"
                })
        String type,

        @Schema(description = "The account's id") String account,
        Instant at,

        @Schema(description = "The mailbox's id") @Nullable String mailbox,

        @Schema(description = "The whole name of the mailbox") @Nullable
        String path,

        @Schema(description = "The ids of the messages") @Nullable
        List<String> messages,

        @Schema(description = "How many messages the mailbox has now, are to be collected, or will leave the server")
        @Nullable
        Long total,

        @Schema(description = "How many of them are unread") @Nullable
        Long unread,

        @Schema(description = "The id of the poll") @Nullable
        String poll,

        @Schema(description = "How many messages are collected so far, or left the server") @Nullable
        Long done,

        @Schema(description = "When messages will leave the server") @Nullable
        Instant due,

        @Schema(description = "What a person should know, in a sentence") @Nullable
        String words) {

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
                details.unread(),
                details.poll(),
                details.done(),
                details.due(),
                details.words());
    }
}
