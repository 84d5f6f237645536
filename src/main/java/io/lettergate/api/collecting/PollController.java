package io.lettergate.api.collecting;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Looks into the mailbox of an account at its server: those that were, and one now. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/pop3/polls", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "POP3")
class PollController {

    private static final int MOST = 1_000;

    private final Collecting collecting;

    PollController(Collecting collecting) {
        this.collecting = collecting;
    }

    /** Polls, newest first. */
    @Schema(name = "PollList")
    record PollList(List<PollAnswer> items) {}

    @GetMapping
    @Operation(operationId = "listPolls", summary = "List the polls of the last 90 days, newest first")
    PollList all(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(
                            description = "How many at most",
                            schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "50"))
                    @RequestParam(defaultValue = "50")
                    int limit) {
        var owner = caller.require(account);
        var most = InvalidRequest.parameter("limit", () -> (int) Bounds.within(limit, 1, MOST));
        return new PollList(
                collecting.looks(owner, most).stream().map(PollAnswer::of).toList());
    }

    @PostMapping
    @Operation(operationId = "poll", summary = "Poll now; a poll that is under way goes on instead")
    @ApiResponse(responseCode = "202", description = "It begins; Location tells where to see how far it is")
    ResponseEntity<PollAnswer> look(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        var look = collecting.look(caller.require(account));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/accounts/" + account + "/pop3/polls/" + look.id()))
                .body(PollAnswer.of(look));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getPoll", summary = "See how far a poll is, or how it went")
    PollAnswer one(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The poll's id") @PathVariable String id) {
        return PollAnswer.of(collecting.look(caller.require(account), id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "stopPoll",
            summary = "End a poll that goes on; what was collected stays, and one that has ended is left as it is")
    void stop(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The poll's id") @PathVariable String id) {
        var owner = caller.require(account);
        if (collecting.look(owner, id).endedAt() == null) {
            collecting.stop(owner);
        }
    }
}
