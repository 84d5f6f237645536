package io.lettergate.api.submissions;

import io.lettergate.accounts.Account;
import io.lettergate.api.keys.RequestKey;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.mailbox.Messages;
import io.lettergate.sending.NewSubmission;
import io.lettergate.sending.Original;
import io.lettergate.sending.outbox.Outbox;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sends messages, and tells what becomes of them. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/submissions", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Submissions")
class SubmissionController {

    private final Outbox outbox;
    private final Messages messages;

    SubmissionController(Outbox outbox, Messages messages) {
        this.outbox = outbox;
        this.messages = messages;
    }

    /** The submissions of an account. */
    @Schema(name = "SubmissionList")
    record SubmissionList(
            List<SubmissionAnswer> items,

            @Schema(description = "The most octets that a message may have, as far as is known")
            long largest) {}

    @GetMapping
    @Operation(operationId = "listSubmissions", summary = "List what is on its way out, and what became of it")
    SubmissionList all(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        var owner = caller.require(account);
        return new SubmissionList(
                outbox.of(owner).stream().map(SubmissionAnswer::of).toList(), outbox.largest(owner));
    }

    @PostMapping(consumes = "message/rfc822")
    @Operation(
            operationId = "submitMessage",
            summary = "Send a message as it is",
            description =
                    "It goes to all that To, Cc and Bcc name. Bcc is taken off, and kept in the copy in Sent. Date and"
                            + " Message-ID are added where they are missing. It is on disk before the answer comes.")
    @ApiResponse(responseCode = "202", description = "It will be sent; Location tells where to see what becomes of it")
    ResponseEntity<SubmissionAnswer> submit(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(
                            description = "When to send it; now if not given",
                            schema = @Schema(type = "string", format = "date-time"))
                    @RequestParam(required = false)
                    @Nullable
                    String sendAt,
            @Parameter(
                            description = "For how many seconds it can be taken back for certain",
                            schema = @Schema(type = "integer", minimum = "0", maximum = "600", defaultValue = "0"))
                    @RequestParam(defaultValue = "0")
                    int undoSeconds,
            @Parameter(description = "Whether a copy goes to Sent") @RequestParam(defaultValue = "true")
                    boolean saveCopy,
            @Parameter(description = "The id of the message that it answers, which is marked so")
                    @RequestParam(required = false)
                    @Nullable
                    String answers,
            @Parameter(description = "The id of the message that it forwards, which is marked so")
                    @RequestParam(required = false)
                    @Nullable
                    String forwards,
            @Parameter(description = RequestKey.MEANING)
                    @RequestHeader(name = RequestKey.HEADER, required = false)
                    @Nullable
                    String key,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "message/rfc822",
                                            schema = @Schema(type = "string", format = "binary")))
                    @RequestBody
                    InputStreamResource message)
            throws IOException {
        var owner = caller.require(account);
        var moment = sendAt == null ? null : InvalidRequest.parameter("sendAt", () -> moment(sendAt));
        var original = original(owner, answers, forwards);
        var request = RequestKey.of(key, "submission", account, sendAt, undoSeconds, saveCopy, answers, forwards);
        var octets = message.getInputStream();
        var content = request == null ? octets : request.reading(octets);
        var sent = InvalidRequest.parameter(
                "undoSeconds",
                () -> outbox.submitWhole(
                        owner,
                        content,
                        wanted -> terms(wanted, moment, undoSeconds, saveCopy, original)
                                .asked(request)));
        return ResponseEntity.accepted()
                .headers(RequestKey.told(request))
                .location(URI.create("/api/v1/accounts/" + account + "/submissions/" + sent.id()))
                .body(SubmissionAnswer.of(sent));
    }

    private static NewSubmission terms(
            NewSubmission wanted,
            @Nullable Instant moment,
            int undoSeconds,
            boolean saveCopy,
            @Nullable Original original) {
        var timed = wanted.at(moment, Duration.ofSeconds(undoSeconds)).about(original);
        return saveCopy ? timed : timed.withoutCopy();
    }

    private @Nullable Original original(Account owner, @Nullable String answers, @Nullable String forwards) {
        if (answers != null) {
            return new Original(messages.locate(owner, answers), Original.Kind.ANSWERED);
        }
        return forwards == null ? null : new Original(messages.locate(owner, forwards), Original.Kind.FORWARDED);
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noMoment) {
            throw new IllegalArgumentException("A moment looks like 2026-11-20T08:30:00Z", noMoment);
        }
    }

    @GetMapping("/{submission}")
    @Operation(operationId = "getSubmission", summary = "Tell what became of a message")
    SubmissionAnswer one(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The submission's id") @PathVariable String submission) {
        return SubmissionAnswer.of(outbox.require(caller.require(account), submission));
    }

    @DeleteMapping("/{submission}")
    @Operation(
            operationId = "cancelSubmission",
            summary = "Take a message back",
            description =
                    "Works while it is held or queued; it can be sent again later. One that is being sent or was sent"
                            + " is answered 409.")
    SubmissionAnswer cancel(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The submission's id") @PathVariable String submission) {
        var owner = caller.require(account);
        return SubmissionAnswer.of(outbox.cancel(owner, outbox.require(owner, submission)));
    }

    @PostMapping("/{submission}/resends")
    @Operation(
            operationId = "resendSubmission",
            summary = "Send a message again that failed, was cancelled, or is uncertain",
            description = "It goes to all who do not have it for certain, with the same Message-ID.")
    @ApiResponse(responseCode = "202", description = "It will be sent")
    ResponseEntity<SubmissionAnswer> resend(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The submission's id") @PathVariable String submission) {
        var owner = caller.require(account);
        return ResponseEntity.accepted()
                .body(SubmissionAnswer.of(outbox.resend(owner, outbox.require(owner, submission))));
    }

    @PostMapping("/{submission}/confirmations")
    @Operation(
            operationId = "confirmSubmission",
            summary = "Say that an uncertain message was sent",
            description = "Then its copy is filed, and it is not sent again.")
    SubmissionAnswer confirm(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The submission's id") @PathVariable String submission) {
        var owner = caller.require(account);
        return SubmissionAnswer.of(outbox.believe(owner, outbox.require(owner, submission)));
    }
}
