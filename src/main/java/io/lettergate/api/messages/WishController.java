package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.accounts.Account;
import io.lettergate.answering.ListExit;
import io.lettergate.answering.ListLeaving;
import io.lettergate.answering.ListLeaving.Left;
import io.lettergate.answering.Receipts;
import io.lettergate.api.keys.RequestKey;
import io.lettergate.api.problems.NotOffered;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.Message;
import io.lettergate.mailbox.Messages;
import io.lettergate.sending.KeyedRequest;
import io.lettergate.sending.Submission;
import io.lettergate.sending.outbox.Outbox;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Does what messages ask of their reader, when the caller says so: sends receipts, and leaves lists. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/messages/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Messages")
class WishController {

    private final Messages messages;
    private final Wishes wishes;
    private final Receipts receipts;
    private final ListLeaving leaving;
    private final Outbox outbox;

    WishController(Messages messages, Wishes wishes, Receipts receipts, ListLeaving leaving, Outbox outbox) {
        this.messages = messages;
        this.wishes = wishes;
        this.receipts = receipts;
        this.leaving = leaving;
        this.outbox = outbox;
    }

    /** How a list was left. */
    @Schema(name = "Unsubscription")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Unsubscription(
            @Schema(
                    description = "`oneClick`: its server was told; `mail`: a mail is on its way",
                    allowableValues = {"oneClick", "mail"})
            String way,

            @Schema(description = "The mail that is sent; absent where there is none") @Nullable
            String submissionId) {}

    @PostMapping("/receipts")
    @Operation(
            operationId = "sendReceipt",
            summary = "Send the receipt that the sender asks for",
            description = "One is sent for a message, and never without this. `$mdnsent` is set.")
    @ApiResponse(responseCode = "202", description = "It will be sent; Location tells where to see what becomes of it")
    ResponseEntity<SentAnswer> receipt(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The message's id") @PathVariable String id,
            @Parameter(description = RequestKey.MEANING)
                    @RequestHeader(name = RequestKey.HEADER, required = false)
                    @Nullable
                    String key) {
        var owner = caller.require(account);
        var request = RequestKey.of(key, "receipt", account, id);
        var sent = outbox.made(owner, request).orElseGet(() -> receipt(owner, open(owner, id), request));
        var answer = SentAnswer.of(sent);
        return ResponseEntity.accepted()
                .headers(RequestKey.told(request))
                .location(answer.location(account))
                .body(answer);
    }

    private Submission receipt(Account owner, Message message, @Nullable KeyedRequest request) {
        return wishes.receiptTo(owner, message)
                .flatMap(wanted -> receipts.send(owner, message, request))
                .or(() -> outbox.made(owner, request))
                .orElseThrow(NotOffered::receipt);
    }

    @DeleteMapping("/receipts")
    @Operation(
            operationId = "ignoreReceipt",
            summary = "Send no receipt, and have nobody ask again",
            description = "`$mdnsent` is set, so that no other program asks either.")
    @ApiResponse(responseCode = "204", description = "The question is answered", content = @Content)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ignore(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The message's id") @PathVariable String id) {
        var owner = caller.require(account);
        var message = open(owner, id);
        if (receipts.wanted(owner, message).isPresent()) {
            receipts.ignore(owner, message);
        }
    }

    @PostMapping("/unsubscriptions")
    @Operation(
            operationId = "unsubscribe",
            summary = "Leave the list that a message came by",
            description =
                    "By one click (RFC 8058) or by mail, as unsubscribe of the message says. A list that can only be left"
                            + " on its page is answered 409.")
    @ApiResponse(
            responseCode = "200",
            description = "The list's server was told",
            content = @Content(schema = @Schema(implementation = Unsubscription.class)))
    @ApiResponse(
            responseCode = "202",
            description = "A mail will be sent; Location tells where to see what becomes of it",
            content = @Content(schema = @Schema(implementation = Unsubscription.class)))
    ResponseEntity<Unsubscription> leave(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The message's id") @PathVariable String id,
            @Parameter(description = RequestKey.MEANING)
                    @RequestHeader(name = RequestKey.HEADER, required = false)
                    @Nullable
                    String key)
            throws ListLeaving.NotLeft {
        var owner = caller.require(account);
        var request = RequestKey.of(key, "unsubscription", account, id);
        var before = leaving.left(owner, request);
        var left = before.isPresent() ? before.get() : left(owner, open(owner, id), request);
        var mail = left.mail();
        if (mail == null) {
            return ResponseEntity.ok().headers(RequestKey.told(request)).body(new Unsubscription("oneClick", null));
        }
        var answer = SentAnswer.of(mail);
        return ResponseEntity.accepted()
                .headers(RequestKey.told(request))
                .location(answer.location(account))
                .body(new Unsubscription("mail", answer.submissionId()));
    }

    private Left left(Account owner, Message message, @Nullable KeyedRequest request) throws ListLeaving.NotLeft {
        var exit = wishes.exit(owner, message).orElseThrow(NotOffered::exit);
        if (exit.way() == ListExit.Way.PAGE) {
            throw NotOffered.exit(String.valueOf(exit.page()));
        }
        return leaving.leave(owner, message, exit, request);
    }

    private Message open(Account owner, String id) {
        return messages.open(owner, messages.locate(owner, id));
    }
}
