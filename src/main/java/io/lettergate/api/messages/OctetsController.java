package io.lettergate.api.messages;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The octets of a message and of its parts. They never change, so a caller may keep them. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/messages/{id}")
@Tag(name = "Messages")
class OctetsController {

    private final Messages messages;

    OctetsController(Messages messages) {
        this.messages = messages;
    }

    @GetMapping("/raw")
    @Operation(
            operationId = "getRawMessage",
            summary = "Download a message as it came",
            description = "Takes the header Range, and If-None-Match.")
    @ApiResponse(
            responseCode = "200",
            description = "The octets",
            content = @Content(mediaType = "message/rfc822", schema = @Schema(type = "string", format = "binary")))
    void raw(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The message's id") @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var owner = caller.require(account);
        var message = messages.locate(owner, id);
        var tag = new StrongTag(account + "-" + id);
        if (!tag.answersAlone(request, response)) {
            var raw = messages.raw(owner, message);
            new Download(raw.stream(), raw.size(), "message/rfc822", new AttachmentName("message.eml"), tag)
                    .send(request, response);
        }
    }

    @GetMapping("/parts/{number}")
    @Operation(
            operationId = "getPart",
            summary = "Download a part, decoded",
            description =
                    "Takes the header Range, and If-None-Match. Types that a browser could run are served as application/octet-stream.")
    @ApiResponse(
            responseCode = "200",
            description = "The octets",
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    void part(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The message's id") @PathVariable String id,
            @Parameter(description = "Where the part stands in the message", example = "1.2") @PathVariable
                    String number,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var owner = caller.require(account);
        var wanted = InvalidRequest.parameter("number", () -> new PartNumber(number));
        var message = messages.locate(owner, id);
        var tag = new StrongTag(account + "-" + id + "-" + wanted);
        if (!tag.answersAlone(request, response)) {
            var content = messages.part(owner, message, wanted);
            var part = content.part();
            new Download(content.stream(), content.size(), ServedType.of(part).value(), AttachmentName.of(part), tag)
                    .send(request, response);
        }
    }
}
