package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.accounts.Account;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.Flag;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.OpaqueId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Puts messages into a mailbox, and empties it. */
@RestController
@RequestMapping(
        path = "/api/v1/accounts/{account}/mailboxes/{mailbox}/messages",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Messages")
class FilingController {

    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final Messages messages;

    FilingController(Mailboxes mailboxes, MailboxChanges changes, Messages messages) {
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.messages = messages;
    }

    /** A message that was filed. */
    @Schema(name = "FiledMessage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FiledMessage(
            @Schema(description = "Absent where the mail server does not tell, and the message has no Message-ID")
            @Nullable
            String id,

            String mailboxId) {}

    /** What emptying a mailbox did. */
    @Schema(name = "EmptiedMailbox")
    record EmptiedMailbox(
            @Schema(description = "How many messages are gone for good")
            long removed) {}

    @PostMapping(consumes = "message/rfc822")
    @Operation(operationId = "fileMessage", summary = "File a message as it is, whatever its size")
    @ApiResponse(responseCode = "201", description = "It is there; Location names it")
    ResponseEntity<FiledMessage> file(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The mailbox's id, or its role as in role:sent") @PathVariable String mailbox,
            @Parameter(
                            description = "Keywords to set",
                            explode = Explode.FALSE,
                            array = @ArraySchema(schema = @Schema(type = "string", example = "$seen")))
                    @RequestParam(defaultValue = "")
                    List<String> keywords,
            @Parameter(
                            description = "When it was received; now if not given",
                            schema = @Schema(type = "string", format = "date-time"))
                    @RequestParam(required = false)
                    @Nullable
                    String receivedAt,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "message/rfc822",
                                            schema = @Schema(type = "string", format = "binary")))
                    @RequestBody
                    InputStreamResource message)
            throws IOException {
        var owner = caller.require(account);
        var target = mailboxes.require(owner, mailbox);
        var flags = InvalidRequest.parameter("keywords", () -> flags(keywords));
        var moment = receivedAt == null ? null : InvalidRequest.parameter("receivedAt", () -> moment(receivedAt));
        var place = file(owner, target, message.getInputStream(), flags, moment);
        var filed = new FiledMessage(
                place.map(ref -> OpaqueId.of(ref).value()).orElse(null),
                OpaqueId.of(target.name()).value());
        var answer = ResponseEntity.status(HttpStatus.CREATED);
        if (filed.id() != null) {
            answer.location(URI.create("/api/v1/accounts/" + account + "/messages/" + filed.id()));
        }
        return answer.body(filed);
    }

    private Optional<MessageRef> file(
            Account owner, Mailbox target, InputStream content, Set<Flag> flags, @Nullable Instant moment) {
        return InvalidRequest.field("", () -> messages.file(owner, target, content, flags, moment));
    }

    private static Set<Flag> flags(List<String> keywords) {
        return keywords.stream().map(Flag::new).collect(Collectors.toUnmodifiableSet());
    }

    private static Instant moment(String text) {
        try {
            var moment = OffsetDateTime.parse(text);
            if (moment.getYear() < 1 || moment.getYear() > 9998) {
                throw new IllegalArgumentException("A year has four digits");
            }
            return moment.toInstant();
        } catch (DateTimeException noMoment) {
            throw new IllegalArgumentException("A moment looks like 2026-11-20T08:30:00Z", noMoment);
        }
    }

    @DeleteMapping
    @Operation(operationId = "emptyMailbox", summary = "Remove for good all that is in Trash or Junk")
    EmptiedMailbox empty(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The mailbox's id, or its role as in role:trash") @PathVariable String mailbox) {
        var owner = caller.require(account);
        return new EmptiedMailbox(changes.empty(owner, mailboxes.require(owner, mailbox)));
    }
}
