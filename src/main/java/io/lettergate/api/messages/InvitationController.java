package io.lettergate.api.messages;

import io.lettergate.accounts.Account;
import io.lettergate.api.keys.RequestKey;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages;
import io.lettergate.reading.Invitations;
import io.lettergate.sending.KeyedRequest;
import io.lettergate.sending.Submission;
import io.lettergate.sending.outbox.Outbox;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers invitations. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/messages/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Messages")
class InvitationController {

    private final Messages messages;
    private final Invitations invitations;
    private final Outbox outbox;
    private final MessageSource words;

    InvitationController(Messages messages, Invitations invitations, Outbox outbox, MessageSource words) {
        this.messages = messages;
        this.invitations = invitations;
        this.outbox = outbox;
        this.words = words;
    }

    @PostMapping(path = "/invitations/{number}/answers", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "answerInvitation",
            summary = "Answer an invitation",
            description =
                    "The organizer gets a message that calendars understand, by the outbox. Another answer may follow.")
    @ApiResponse(responseCode = "202", description = "It will be sent; Location tells where to see what becomes of it")
    ResponseEntity<SentAnswer> answer(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The message's id") @PathVariable String id,
            @Parameter(description = "The part that the invitation stands in", example = "2") @PathVariable
                    String number,
            @Parameter(description = RequestKey.MEANING)
                    @RequestHeader(name = RequestKey.HEADER, required = false)
                    @Nullable
                    String key,
            @RequestBody InvitationReply reply,
            Locale locale) {
        var owner = caller.require(account);
        var part = InvalidRequest.parameter("number", () -> new PartNumber(number));
        var request = RequestKey.of(
                key, "invitation answer", account, id, number, reply.answer(), reply.subject(), reply.text());
        var sent = outbox.made(owner, request)
                .orElseGet(() -> send(owner, id, part, said(owner, id, reply, request, locale)));
        var answer = SentAnswer.of(sent);
        return ResponseEntity.accepted()
                .headers(RequestKey.told(request))
                .location(answer.location(account))
                .body(answer);
    }

    private Invitations.Reply said(
            Account owner, String id, InvitationReply reply, @Nullable KeyedRequest request, Locale locale) {
        var chosen = reply.chosen();
        var event = messages.open(owner, messages.locate(owner, id))
                .summary()
                .envelope()
                .subject();
        var word = chosen.name().toLowerCase(Locale.ROOT);
        return new Invitations.Reply(
                chosen,
                reply.subject(text("invitation.subject." + word, event, locale)),
                reply.text(text("invitation.text." + word, event, locale)),
                request);
    }

    private Submission send(Account owner, String id, PartNumber part, Invitations.Reply reply) {
        return invitations.answer(owner, messages.locate(owner, id), part, reply);
    }

    private String text(String key, String subject, Locale locale) {
        return words.getMessage(key, new Object[] {subject}, locale);
    }
}
