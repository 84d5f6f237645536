package io.lettergate.api.drafts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.api.keys.RequestKey;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.sending.uploads.Upload;
import io.lettergate.sending.uploads.Uploads;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Files on their way into messages, as raw octets. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/uploads", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Drafts")
class UploadController {

    private static final String OCTETS = MediaType.APPLICATION_OCTET_STREAM_VALUE;

    private final Uploads uploads;

    UploadController(Uploads uploads) {
        this.uploads = uploads;
    }

    /** A file as the API shows it. */
    @Schema(name = "Upload")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UploadAnswer(
            String id,
            String name,
            String type,

            @Schema(description = "Octets that it will have")
            long size,

            @Schema(description = "Octets that are here") long received,

            @Schema(description = "By which HTML shows it, as cid: and this; absent for a file") @Nullable
            String contentId) {

        static UploadAnswer of(Upload upload) {
            return new UploadAnswer(
                    upload.id(), upload.name(), upload.type(), upload.size(), upload.received(), upload.contentId());
        }
    }

    @PostMapping(consumes = OCTETS)
    @Operation(
            operationId = "upload",
            summary = "Hand over a file, or the first octets of one",
            description =
                    "With `size`, octets may be missing: send them with PATCH, also after the connection broke. A file"
                            + " that is in no draft after two days is removed. One that is too large for the account's mail"
                            + " server is refused before its octets are read, as soon as that is known.")
    @ApiResponse(responseCode = "201", description = "It is here as far as it came; Location names it")
    ResponseEntity<UploadAnswer> begin(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "Its name, as receivers see it") @RequestParam String name,
            @Parameter(description = "Its media type") @RequestParam(defaultValue = OCTETS) String type,
            @Parameter(
                            description = "How many octets it will have, where not all come with this call",
                            schema = @Schema(type = "integer", format = "int64", minimum = "0"))
                    @RequestParam(required = false)
                    @Nullable
                    Long size,
            @Parameter(description = "Whether it is a picture that the HTML shows")
                    @RequestParam(defaultValue = "false")
                    boolean inline,
            @Parameter(
                            description =
                                    "Octets of the other files that go with the same message, where that is known",
                            schema = @Schema(type = "integer", format = "int64", minimum = "0", defaultValue = "0"))
                    @RequestParam(defaultValue = "0")
                    long beside,
            @Parameter(description = RequestKey.MEANING)
                    @RequestHeader(name = RequestKey.HEADER, required = false)
                    @Nullable
                    String key,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.CONTENT_LENGTH, defaultValue = "0") long length,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(mediaType = OCTETS, schema = @Schema(type = "string", format = "binary")))
                    @RequestBody(required = false)
                    @Nullable
                    InputStreamResource octets)
            throws IOException {
        var owner = caller.require(account);
        var request = RequestKey.of(key, "upload", account, name, type, size, inline);
        var body = octets == null ? InputStream.nullInputStream() : octets.getInputStream();
        var content = request == null ? body : request.reading(body);
        var label = InvalidRequest.parameter("beside", () -> new Uploads.Label(name, type, inline, length, beside));
        var upload = InvalidRequest.parameter("name", () -> uploads.take(owner, label, size, content, request));
        return ResponseEntity.created(URI.create("/api/v1/accounts/" + account + "/uploads/" + upload.id()))
                .headers(RequestKey.told(request))
                .body(UploadAnswer.of(upload));
    }

    @GetMapping("/{upload}")
    @Operation(operationId = "getUpload", summary = "Tell how much of a file is here")
    UploadAnswer one(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The upload's id") @PathVariable String upload) {
        return UploadAnswer.of(uploads.require(caller.require(account), upload));
    }

    @PatchMapping(path = "/{upload}", consumes = OCTETS)
    @Operation(
            operationId = "continueUpload",
            summary = "Hand over more octets of a file",
            description = "They begin where those end that are here; else the answer is 409 `upload-misplaced`.")
    UploadAnswer append(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The upload's id") @PathVariable String upload,
            @Parameter(description = "Where these octets begin in the file") @RequestHeader("Upload-Offset")
                    long offset,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(mediaType = OCTETS, schema = @Schema(type = "string", format = "binary")))
                    @RequestBody
                    InputStreamResource octets)
            throws IOException {
        return UploadAnswer.of(uploads.append(caller.require(account), upload, offset, octets.getInputStream()));
    }

    @DeleteMapping("/{upload}")
    @Operation(operationId = "removeUpload", summary = "Remove a file that nobody needs")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The upload's id") @PathVariable String upload) {
        var owner = caller.require(account);
        uploads.remove(owner, uploads.require(owner, upload).id());
    }
}
