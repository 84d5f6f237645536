package io.lettergate.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.auth.SignedIn;
import io.lettergate.auth.sessions.Sessions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The browsers that the caller is signed in with. */
@RestController
@RequestMapping(path = "/api/v1/sessions", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Session")
class SessionsController {

    private final Sessions sessions;

    SessionsController(Sessions sessions) {
        this.sessions = sessions;
    }

    /** A browser. */
    @Schema(name = "BrowserSession")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SessionAnswer(
            String id,

            @Schema(description = "What the browser says it is, in words")
            String device,

            @Schema(description = "From which address it was used last")
            String address,

            Instant begunAt,

            @Schema(description = "When somebody last clicked, to the minute")
            Instant seenAt,

            @Schema(description = "Until when it may sign in by itself; absent where it is not remembered") @Nullable
            Instant rememberedUntil,

            @Schema(description = "Until when it is not asked for the second factor; absent where it is") @Nullable
            Instant secondFactorUntil,

            @Schema(description = "Whether it is the one that asks")
            boolean current) {

        static SessionAnswer of(Sessions.Session session) {
            return new SessionAnswer(
                    session.id(),
                    session.device(),
                    session.address(),
                    session.begunAt(),
                    session.seenAt(),
                    session.rememberedUntil(),
                    session.secondFactorUntil(),
                    session.current());
        }
    }

    /** All of them. */
    @Schema(name = "BrowserSessionList")
    record SessionList(List<SessionAnswer> items) {}

    @GetMapping
    @Operation(
            operationId = "listSessions",
            summary = "List the browsers that the caller is signed in with",
            description = "Those that are remembered are among them while nobody uses them. Programs that send a"
                    + " password or a token have no session.")
    SessionList all(@AuthenticationPrincipal SignedIn caller, HttpServletRequest request) {
        return new SessionList(sessions.of(caller.account().id(), request.getSession(false)).stream()
                .map(SessionAnswer::of)
                .toList());
    }

    @DeleteMapping("/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "endSession",
            summary = "Sign a browser out",
            description = "Wherever it is: its next request is refused, its streams of events end within 15 seconds,"
                    + " and it is not remembered any more.")
    void end(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The session's id") @PathVariable String session) {
        sessions.end(caller.account().id(), session);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "endOtherSessions", summary = "Sign all browsers out but the one that asks")
    void endOthers(@AuthenticationPrincipal SignedIn caller, HttpServletRequest request) {
        sessions.endOthers(caller.account().id(), request.getSession(false));
    }
}
