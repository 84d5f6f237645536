package io.lettergate.api.messages;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.PartNumber;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Messages within messages. */
@RestController
@RequestMapping(
        path = "/api/v1/accounts/{account}/messages/{id}/messages/{number}",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Messages")
class InnerMessageController {

    private final Messages messages;
    private final ServerCopies copies;
    private final MessageAnswers answers;

    InnerMessageController(Messages messages, ServerCopies copies, MessageAnswers answers) {
        this.messages = messages;
        this.copies = copies;
        this.answers = answers;
    }

    @GetMapping
    @Operation(
            operationId = "getInnerMessage",
            summary = "Read a message within a message, or a winmail.dat",
            description = "In the form of a message. Its parts are numbered as those of the outer one, and had there.")
    @ApiResponse(
            responseCode = "200",
            description = "The message",
            content = @Content(schema = @Schema(implementation = MessageAnswer.class)))
    @ApiResponse(responseCode = "304", description = "It is still as If-None-Match says", content = @Content)
    ResponseEntity<MessageAnswer> open(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The outer message's id") @PathVariable String id,
            @Parameter(description = "The part that it is", example = "2") @PathVariable String number,
            @Parameter(
                            description = "In which forms to answer its words",
                            explode = Explode.FALSE,
                            array = @ArraySchema(schema = @Schema(allowableValues = {"text", "html"})))
                    @RequestParam(defaultValue = "")
                    List<String> body,
            @Parameter(
                            description =
                                    "What else to answer, which may have to be fetched for it; such a message is never"
                                            + " sealed, and invites nobody",
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
        var part = InvalidRequest.parameter("number", () -> new PartNumber(number));
        var wanted = MessageAnswers.Wanted.of(body, include);
        var ref = messages.locate(owner, id);
        var message = messages.inside(owner, ref, part);
        var tag = MessageTag.of(owner, message.summary(), copies.of(owner, ref));
        tag.describe(response);
        return known != null && tag.isIn(known)
                ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).build()
                : ResponseEntity.ok(answers.within(owner, message, part, wanted));
    }
}
