package io.lettergate.api.archiving;

import io.lettergate.archiving.Space;
import io.lettergate.auth.SignedIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What takes the space of an account. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/space", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Archiving")
class SpaceController {

    private final Space space;

    SpaceController(Space space) {
        this.space = space;
    }

    @GetMapping
    @Operation(operationId = "getSpace", summary = "Read the latest look at what takes the space")
    @ApiResponse(responseCode = "200", description = "As far as it has been looked at")
    @ApiResponse(responseCode = "204", description = "Nobody has asked for a look of late", content = @Content)
    ResponseEntity<SpaceAnswer> report(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        return space.report(caller.require(account))
                .map(report -> ResponseEntity.ok(SpaceAnswer.of(report)))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PostMapping
    @Operation(
            operationId = "lookAtSpace",
            summary = "Look what takes the space; a look that is under way goes on instead")
    @ApiResponse(responseCode = "202", description = "It is being looked at; Location tells where to see how far it is")
    ResponseEntity<SpaceAnswer> look(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        var begun = space.look(caller.require(account));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/accounts/" + account + "/space"))
                .body(SpaceAnswer.of(begun));
    }
}
