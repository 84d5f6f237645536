package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.auth.SignedIn;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageChanges;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.mailbox.Outcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Does one thing with many messages. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/message-changes", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Messages")
class ChangesController {

    private final Mailboxes mailboxes;
    private final MessageChanges changes;

    ChangesController(Mailboxes mailboxes, MessageChanges changes) {
        this.mailboxes = mailboxes;
        this.changes = changes;
    }

    /** What came of it for one message. */
    @Schema(name = "MessageOutcome")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OutcomeAnswer(
            String id,

            @Schema(
                    description = "unknown: the connection broke, so that it may be done or not",
                    allowableValues = {"done", "gone", "changed", "refused", "unknown"})
            String result,

            @Schema(description = "The id at the new place, or of the copy; absent where the mail server does not tell")
            @Nullable
            String newId,

            @Schema(description = "Why it was not done") @Nullable
            String detail) {

        static OutcomeAnswer of(Outcome outcome) {
            return new OutcomeAnswer(
                    outcome.id(),
                    outcome.result().word(),
                    Optional.ofNullable(outcome.now())
                            .map(ref -> OpaqueId.of(ref).value())
                            .orElse(null),
                    outcome.reason());
        }
    }

    /** What came of it. */
    @Schema(name = "MessageOutcomes")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OutcomeList(
            @Schema(description = "One for each id") List<OutcomeAnswer> items,

            @Schema(
                    description =
                            "Send it here within ten minutes to take the change back; absent where there is no way")
            @Nullable
            String undo) {

        static OutcomeList of(MessageChanges.Changed changed) {
            return new OutcomeList(
                    changed.outcomes().stream().map(OutcomeAnswer::of).toList(), changed.undo());
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "changeMessages",
            summary = "Mark, move, copy or remove up to 1000 messages, or take that back")
    OutcomeList change(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @RequestBody BulkChange wanted) {
        var owner = caller.require(account);
        if (wanted.isUndo()) {
            return OutcomeList.of(changes.undo(owner, String.valueOf(wanted.undo())));
        }
        var change = wanted.change(id -> mailboxes.require(owner, id));
        return OutcomeList.of(
                Boolean.TRUE.equals(wanted.dryRun())
                        ? changes.rehearse(owner, wanted.chosen())
                        : changes.apply(owner, wanted.chosen(), change));
    }
}
