package io.lettergate.api;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.events.Events;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What happens to the caller's mail: as a stream, or asked for now and then. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Events")
class EventController {

    /** After it the caller has to prove again who they are. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final int MOST = 1_000;

    private final Events events;
    private final TokenStreams streams;

    EventController(Events events, TokenStreams streams) {
        this.events = events;
        this.streams = streams;
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "listenToEvents",
            summary = "Listen to what happens",
            description =
                    "Server-sent events from the log of what happened to the caller's mail. Each has an id; after a"
                            + " break, Last-Event-ID brings what was missed, for 7 days, and `reset` says that it cannot be brought."
                            + " A comment every 15 seconds keeps the stream open. The stream ends after an hour, or with the"
                            + " session: come again. 20 streams of the same accounts can be open at once.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                                            schema = @Schema(implementation = EventAnswer.class))))
    ResponseEntity<SseEmitter> listen(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The id of the last event that was got")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String last,
            @Parameter(
                            description =
                                    "Where to begin, for those who cannot send Last-Event-ID; a position as in changes")
                    @RequestParam(required = false)
                    @Nullable
                    String since,
            HttpServletRequest request) {
        var emitter = new SseEmitter(LONGEST.toMillis());
        var stream = new EventStream(emitter, streams.proof(caller, request));
        var subscription = events.follow(caller.accounts(), last == null ? since : last, stream);
        var listed = streams.add(caller, subscription);
        emitter.onCompletion(listed::close);
        emitter.onTimeout(listed::close);
        emitter.onError(failure -> listed.close());
        return ResponseEntity.ok().header("X-Accel-Buffering", "no").body(emitter);
    }

    @GetMapping(path = "/changes", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listChanges",
            summary = "List what happened since a position",
            description =
                    "The same log as the events, for programs that ask now and then. Without `since` it answers the"
                            + " position from which to go on. Mail is watched for 10 minutes after each call; what happened in a"
                            + " longer break is found with the first call and answered by a later one.")
    ChangeList changes(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The position of another answer, or the id of an event")
                    @RequestParam(required = false)
                    @Nullable
                    String since,
            @Parameter(
                            description = "How many at most",
                            schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "200"))
                    @RequestParam(defaultValue = "200")
                    int limit) {
        var most = InvalidRequest.parameter("limit", () -> bounded(limit));
        return ChangeList.of(events.since(caller.accounts(), since, most));
    }

    private static int bounded(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("A limit lies between 1 and " + MOST + ", but got " + limit);
        }
        return limit;
    }
}
