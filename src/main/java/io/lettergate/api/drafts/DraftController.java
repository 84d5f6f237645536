package io.lettergate.api.drafts;

import io.lettergate.accounts.Account;
import io.lettergate.api.keys.RequestKey;
import io.lettergate.api.problems.DraftConflict;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.sending.KeyedRequest;
import io.lettergate.sending.Submission;
import io.lettergate.sending.beginnings.Beginnings;
import io.lettergate.sending.drafts.Draft;
import io.lettergate.sending.drafts.DraftContent;
import io.lettergate.sending.drafts.Drafts;
import io.lettergate.sending.outbox.Outbox;
import io.lettergate.sending.uploads.Uploads;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What is being written. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/drafts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Drafts")
class DraftController {

    private static final int LONGEST_UNDO = 600;

    private final Drafts drafts;
    private final Beginnings beginnings;
    private final Uploads uploads;
    private final Outbox outbox;
    private final JsonMapper json;

    DraftController(Drafts drafts, Beginnings beginnings, Uploads uploads, Outbox outbox, JsonMapper json) {
        this.drafts = drafts;
        this.beginnings = beginnings;
        this.uploads = uploads;
        this.outbox = outbox;
        this.json = json;
    }

    /** A draft that was handed to the outbox. */
    @Schema(name = "SentDraft")
    record SentDraft(String submissionId, String state) {}

    /** All that is being written. */
    @Schema(name = "DraftList")
    record DraftList(List<DraftAnswer> items) {}

    @GetMapping
    @Operation(operationId = "listDrafts", summary = "List what is being written here, the latest first")
    DraftList all(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        return new DraftList(drafts.of(caller.require(account)).stream()
                .map(draft -> DraftAnswer.of(draft, null))
                .toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "addDraft",
            summary = "Begin a draft, or make one from a message",
            description =
                    "`from` makes an answer, a forward, or the same message to be edited, with receivers, subject,"
                            + " quotation and files; the reader's own addresses are left out, and Reply-To,"
                            + " Mail-Followup-To and List-Post are honoured.")
    @ApiResponse(responseCode = "201", description = "It is saved; Location names it")
    ResponseEntity<DraftAnswer> add(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = RequestKey.MEANING)
                    @RequestHeader(name = RequestKey.HEADER, required = false)
                    @Nullable
                    String key,
            @RequestBody DraftBody body) {
        var owner = caller.require(account);
        var request = RequestKey.of(key, "draft", account, json.writeValueAsString(body));
        var draft = drafts.begun(owner, request).orElseGet(() -> drafts.begin(owner, content(owner, body), request));
        return answer(owner, account, draft, HttpStatus.CREATED, request);
    }

    private DraftContent content(Account owner, DraftBody body) {
        var source = body.from();
        return source == null ? fit(owner, body.content(DraftContent.blank())) : made(owner, source);
    }

    /** The same, if all its files are there. */
    private DraftContent fit(Account owner, DraftContent content) {
        content.files().forEach(file -> uploads.require(owner, file));
        return content;
    }

    private DraftContent made(Account owner, DraftBody.Source source) {
        var message = source.messageId() == null ? "" : source.messageId();
        var begun = beginnings.of(owner, message, source.kind(), ZoneOffset.UTC);
        return beginnings.carry(owner, begun.content(), begun.files());
    }

    private ResponseEntity<DraftAnswer> answer(
            Account owner, String account, Draft draft, HttpStatus status, @Nullable KeyedRequest request) {
        var problem = drafts.file(owner, draft, Drafts.Pace.AT_ONCE);
        var now = drafts.require(owner, draft.id());
        return ResponseEntity.status(status)
                .headers(RequestKey.told(request))
                .location(URI.create("/api/v1/accounts/" + account + "/drafts/" + now.id()))
                .eTag(tag(now))
                .body(DraftAnswer.of(now, problem));
    }

    private static String tag(Draft draft) {
        return "\"" + draft.version() + "\"";
    }

    @GetMapping("/{draft}")
    @Operation(operationId = "getDraft", summary = "Read a draft")
    ResponseEntity<DraftAnswer> one(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The draft's id") @PathVariable String draft) {
        var found = drafts.require(caller.require(account), draft);
        return ResponseEntity.ok().eTag(tag(found)).body(DraftAnswer.of(found, null));
    }

    @PutMapping(path = "/{draft}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "setDraft",
            summary = "Replace a draft whole",
            description =
                    "If somebody changed it since If-Match, the answer is 412, and nothing is lost: what was sent is"
                            + " kept as a second draft, which Location names.")
    ResponseEntity<DraftAnswer> replace(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The draft's id") @PathVariable String draft,
            @Parameter(description = "The ETag that the draft must still have; any will do if not given")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String expected,
            @RequestBody DraftBody body) {
        var owner = caller.require(account);
        var known = drafts.require(owner, draft);
        var version = expected == null || expected.equals("*") ? known.version() : version(expected);
        var saved = drafts.save(owner, draft, version, fit(owner, body.content(known.content())));
        if (saved.conflicts()) {
            throw new DraftConflict(
                    "/api/v1/accounts/" + account + "/drafts/" + saved.draft().id());
        }
        return answer(owner, account, saved.draft(), HttpStatus.OK, null);
    }

    private static long version(String tag) {
        try {
            return Long.parseLong(tag.replace("W/", "").replace("\"", "").strip());
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    @DeleteMapping("/{draft}")
    @Operation(operationId = "discardDraft", summary = "Discard a draft; its copy among the drafts goes to Trash")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The draft's id") @PathVariable String draft) {
        drafts.discard(caller.require(account), draft);
    }

    @PostMapping("/{draft}/submissions")
    @Operation(
            operationId = "submitDraft",
            summary = "Send a draft",
            description = "The same version is sent once, however often this is called.")
    @ApiResponse(responseCode = "202", description = "It will be sent; Location tells where to see what becomes of it")
    ResponseEntity<SentDraft> send(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The draft's id") @PathVariable String draft,
            @Parameter(description = "The ETag that the draft must still have; any will do if not given")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String expected,
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
            @Parameter(description = RequestKey.MEANING)
                    @RequestHeader(name = RequestKey.HEADER, required = false)
                    @Nullable
                    String key) {
        var owner = caller.require(account);
        var request = RequestKey.of(key, "draft submission", account, draft, expected, sendAt, undoSeconds);
        var moment = sendAt == null ? null : InvalidRequest.parameter("sendAt", () -> moment(sendAt));
        var undo = InvalidRequest.parameter("undoSeconds", () -> undo(undoSeconds));
        var sent = outbox.made(owner, request)
                .orElseGet(() -> send(owner, draft, expected, new Terms(undo, moment, request)));
        return ResponseEntity.accepted()
                .headers(RequestKey.told(request))
                .location(URI.create("/api/v1/accounts/" + account + "/submissions/" + sent.id()))
                .body(new SentDraft(sent.id().toString(), sent.state().word()));
    }

    /** How a draft is sent. */
    private record Terms(
            Duration undo,
            @Nullable Instant sendAt,
            @Nullable KeyedRequest request) {}

    private Submission send(Account owner, String draft, @Nullable String expected, Terms terms) {
        var known = drafts.require(owner, draft);
        var version = expected == null || expected.equals("*") ? known.version() : version(expected);
        return InvalidRequest.parameter(
                "sendAt", () -> drafts.send(owner, draft, version, terms.undo(), terms.sendAt(), terms.request()));
    }

    private static Duration undo(int seconds) {
        if (seconds < 0 || seconds > LONGEST_UNDO) {
            throw new IllegalArgumentException("undoSeconds lies between 0 and " + LONGEST_UNDO);
        }
        return Duration.ofSeconds(seconds);
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noMoment) {
            throw new IllegalArgumentException("A moment looks like 2026-11-20T08:30:00Z", noMoment);
        }
    }
}
