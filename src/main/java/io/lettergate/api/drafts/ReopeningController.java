package io.lettergate.api.drafts;

import io.lettergate.api.keys.RequestKey;
import io.lettergate.auth.SignedIn;
import io.lettergate.sending.beginnings.Reopening;
import io.lettergate.sending.drafts.Drafts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Brings messages back from the outbox, to be edited and sent anew. */
@RestController
@Tag(name = "Submissions")
class ReopeningController {

    private final Drafts drafts;
    private final Reopening reopening;

    ReopeningController(Drafts drafts, Reopening reopening) {
        this.drafts = drafts;
        this.reopening = reopening;
    }

    @PostMapping(
            path = "/api/v1/accounts/{account}/submissions/{submission}/drafts",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "reopenSubmission",
            summary = "Make a draft of a message, to be edited and sent anew",
            description =
                    "One that nobody has leaves the outbox. Of one that some have, the draft goes to the others alone. What is"
                            + " on its way, uncertain, or had by all is answered 409.")
    @ApiResponse(responseCode = "201", description = "The draft is on disk; Location tells where")
    ResponseEntity<DraftAnswer> reopen(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The submission's id") @PathVariable String submission,
            @Parameter(description = RequestKey.MEANING)
                    @RequestHeader(name = RequestKey.HEADER, required = false)
                    @Nullable
                    String key) {
        var owner = caller.require(account);
        var request = RequestKey.of(key, "reopening", account, submission);
        var draft = drafts.begun(owner, request).orElseGet(() -> reopening.reopen(owner, submission, request));
        var problem = drafts.file(owner, draft, Drafts.Pace.AT_ONCE);
        var now = drafts.require(owner, draft.id());
        return ResponseEntity.status(HttpStatus.CREATED)
                .headers(RequestKey.told(request))
                .location(URI.create("/api/v1/accounts/" + account + "/drafts/" + now.id()))
                .eTag("\"" + now.version() + "\"")
                .body(DraftAnswer.of(now, problem));
    }
}
