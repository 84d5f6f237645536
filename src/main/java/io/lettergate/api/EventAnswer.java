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
                    "pop3.collision",
                    "operation.progress",
                    "operation.done",
                    "submission.held",
                    "submission.queued",
                    "submission.sending",
                    "submission.sent",
                    "submission.failed",
                    "submission.uncertain",
                    "submission.cancelled"
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
        Long unread,

        @Schema(description = "How far a look into a mailbox is, where mail is collected") @Nullable
        Poll poll,

        @Schema(description = "How many messages it is about") @Nullable
        Long count,

        @Schema(description = "When they leave their server") @Nullable
        Instant leavesAt,

        @Schema(description = "What happened, in a sentence") @Nullable
        String words,

        @Schema(description = "The id of the long work that it is about; count tells how much of total is done")
        @Nullable
        String operation,

        @Schema(description = "The id of the message on its way out that it is about") @Nullable
        String submission) {

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
                details.poll() == null ? null : Poll.of(details.poll()),
                details.count(),
                details.leavesAt(),
                details.words(),
                details.operation(),
                details.submission());
    }

    /** How far a look into a mailbox is. */
    @Schema(name = "EventPoll")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Poll(
            String id,

            @Schema(description = "As in the list of polls") String state,
            long found,
            long toCollect,
            long collected,
            long collectedOctets,
            long removed,
            @Nullable String problem) {

        static Poll of(Happening.Poll poll) {
            return new Poll(
                    poll.id(),
                    poll.state(),
                    poll.found(),
                    poll.toCollect(),
                    poll.collected(),
                    poll.collectedOctets(),
                    poll.removed(),
                    poll.problem());
        }
    }
}
