package io.lettergate.api.messages;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.mailbox.SearchName;
import io.lettergate.mailbox.Searches;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Searches that are under way. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/searches/{searchId}")
@Tag(name = "Messages")
class SearchController {

    private final Searches searches;

    SearchController(Searches searches) {
        this.searches = searches;
    }

    @DeleteMapping
    @Operation(operationId = "endSearch", summary = "End a list or search that is still being made")
    @ApiResponse(responseCode = "204", description = "It is ended, or was done already", content = @Content)
    ResponseEntity<Void> end(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The name that the list was asked with") @PathVariable String searchId) {
        var owner = caller.require(account);
        searches.end(owner, InvalidRequest.parameter("searchId", () -> new SearchName(searchId)));
        return ResponseEntity.noContent().build();
    }
}
