package io.lettergate.api.operations;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.exporting.Exporting;
import io.lettergate.exporting.Format;
import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.Mailboxes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Mail as files. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Operations")
class ExportController {

    private final Exporting exporting;
    private final Mailboxes mailboxes;

    ExportController(Exporting exporting, Mailboxes mailboxes) {
        this.exporting = exporting;
        this.mailboxes = mailboxes;
    }

    /** What to export. */
    @Schema(name = "NewExport", example = "{\"format\": \"mbox\"}")
    record NewExport(
            @Schema(description = "A mailbox's id; without it the whole account is exported") @Nullable
            String mailbox,

            @Schema(
                    description = "mbox as in RFC 4155, mboxrd; or an archive of single messages",
                    allowableValues = {"mbox", "zip"})
            @Nullable
            String format) {}

    @PostMapping(
            path = "/accounts/{account}/exports",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "export", summary = "Write a mailbox or an account into a file")
    @ApiResponse(responseCode = "202", description = "It runs; Location tells where to see how far it is")
    ResponseEntity<OperationAnswer> start(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @RequestBody NewExport body) {
        var owner = caller.require(account);
        var format = InvalidRequest.field(
                "/format",
                () -> Format.of(String.valueOf(body.format()))
                        .orElseThrow(() -> new IllegalArgumentException("The format is mbox or zip")));
        var mailbox = body.mailbox() == null ? null : mailboxes.require(owner, body.mailbox());
        return OperationAnswer.accepted(exporting.start(caller.account().id(), owner, mailbox, format));
    }

    @GetMapping("/exports/{operation}")
    @Operation(
            operationId = "downloadExport",
            summary = "Download an export that is done, for a day",
            description = "Takes the header Range.")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<Resource> download(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The operation's id") @PathVariable String operation) {
        var export = exporting
                .file(OperationController.reached(
                        caller, exporting.require(OperationController.ids(caller), operation)))
                .orElseThrow(MailFailure.NoSuchOperation::new);
        var type = export.name().endsWith(".zip") ? "application/zip" : "application/mbox";
        var name = ContentDisposition.attachment()
                .filename(export.name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
                .body(new FileSystemResource(export.file()));
    }
}
