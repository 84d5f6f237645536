package io.lettergate.api.messages;

import io.lettergate.accounts.Account;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One message: reading it, marking it, moving it, removing it. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/messages/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Messages")
class MessageController {

    private final Mailboxes mailboxes;
    private final Messages messages;
    private final ServerCopies copies;
    private final MessageAnswers answers;

    MessageController(Mailboxes mailboxes, Messages messages, ServerCopies copies, MessageAnswers answers) {
        this.answers = answers;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.copies = copies;
    }

    @GetMapping
    @Operation(operationId = "getMessage", summary = "Read a message, without marking it as read")
    @ApiResponse(
            responseCode = "200",
            description = "The message; its ETag changes with its keywords",
            content = @Content(schema = @Schema(implementation = MessageAnswer.class)))
    @ApiResponse(responseCode = "304", description = "It is still as If-None-Match says", content = @Content)
    ResponseEntity<MessageAnswer> open(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The message's id") @PathVariable String id,
            @Parameter(
                            description = "In which forms to answer its words",
                            explode = Explode.FALSE,
                            array = @ArraySchema(schema = @Schema(allowableValues = {"text", "html"})))
                    @RequestParam(defaultValue = "")
                    List<String> body,
            @Parameter(
                            description = "What else to answer, which may have to be fetched for it",
                            explode = Explode.FALSE,
                            array =
                                    @ArraySchema(
                                            schema =
                                                    @Schema(
                                                            allowableValues = {
                                                                "seal",
                                                                "outcomes",
                                                                "invitations",
                                                                "cards",
                                                                "messages"
                                                            })))
                    @RequestParam(defaultValue = "")
                    List<String> include,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable
                    String known,
            HttpServletResponse response) {
        var owner = caller.require(account);
        var wanted = MessageAnswers.Wanted.of(body, include);
        var ref = messages.locate(owner, id);
        if (known != null) {
            var tag = MessageTag.of(owner, messages.summary(owner, ref), copies.of(owner, ref));
            if (tag.isIn(known)) {
                tag.describe(response);
                return ResponseEntity.status(HttpStatus.NOT_MODIFIED).build();
            }
        }
        var message = messages.open(owner, ref);
        MessageTag.of(owner, message.summary(), copies.of(owner, ref)).describe(response);
        return ResponseEntity.ok(answers.of(owner, message, wanted));
    }

    @PatchMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(operationId = "changeMessage", summary = "Set or clear keywords, and move a message")
    @ApiResponse(
            responseCode = "200",
            description = "The message's summary; after a move, where it is now",
            content = @Content(schema = @Schema(oneOf = {MessageRow.class, MovedAnswer.class})))
    Object change(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The message's id") @PathVariable String id,
            @Parameter(description = "The ETag the message must still have; else nothing is changed (412)")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String expected,
            @RequestBody MessageChange change) {
        var owner = caller.require(account);
        var message = messages.locate(owner, id);
        var set = change.set();
        var clear = change.clear();
        var destination = change.mailboxId() == null ? null : mailboxes.require(owner, change.mailboxId());
        var seen = requireUnchanged(owner, message, expected);
        if (!set.isEmpty() || !clear.isEmpty()) {
            flag(owner, message, seen, set, clear);
        }
        return destination == null || destination.name().equals(message.mailbox())
                ? row(owner, message)
                : messages.move(owner, List.of(message), destination).stream()
                        .map(MovedAnswer::of)
                        .findFirst()
                        .orElseThrow(MailFailure.MessageGone::new);
    }

    @DeleteMapping
    @Operation(operationId = "deleteMessage", summary = "Move a message to Trash, or remove it for good")
    @ApiResponse(
            responseCode = "200",
            description = "It is in Trash",
            content = @Content(schema = @Schema(implementation = MovedAnswer.class)))
    @ApiResponse(responseCode = "204", description = "It is removed for good", content = @Content)
    ResponseEntity<MovedAnswer> remove(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The message's id") @PathVariable String id,
            @Parameter(description = "Whether to remove it for good; what is in Trash always is")
                    @RequestParam(defaultValue = "false")
                    boolean permanent,
            @Parameter(description = "The ETag the message must still have; else nothing is changed (412)")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String expected) {
        var owner = caller.require(account);
        var message = List.of(messages.locate(owner, id));
        requireUnchanged(owner, message.getFirst(), expected);
        if (permanent) {
            messages.delete(owner, message);
            return ResponseEntity.noContent().build();
        }
        return messages.discard(owner, message).stream()
                .findFirst()
                .map(moved -> ResponseEntity.ok(MovedAnswer.of(moved)))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    private MessageRow row(Account owner, MessageRef message) {
        return MessageRow.of(messages.summary(owner, message), copies.of(owner, message));
    }

    /** What the caller must have seen; absent where any state of the message will do. */
    private @Nullable MessageSummary requireUnchanged(Account owner, MessageRef message, @Nullable String expected) {
        if (expected == null) {
            return null;
        }
        var now = messages.summary(owner, message);
        MessageTag.of(owner, now, copies.of(owner, message)).require(expected);
        return MessageTag.isAny(expected) ? null : now;
    }

    private void flag(
            Account owner, MessageRef message, @Nullable MessageSummary seen, Set<Flag> set, Set<Flag> clear) {
        if (seen == null) {
            messages.flag(owner, List.of(message), set, clear);
        } else {
            messages.flagUnchanged(owner, seen, set, clear);
        }
    }
}
