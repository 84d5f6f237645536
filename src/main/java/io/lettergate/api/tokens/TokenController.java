package io.lettergate.api.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lettergate.api.problems.AccessProblem;
import io.lettergate.auth.SignedIn;
import io.lettergate.auth.tokens.Tokens;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The tokens of the caller. */
@RestController
@RequestMapping(path = "/api/v1/tokens", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tokens")
class TokenController {

    private final Tokens tokens;

    TokenController(Tokens tokens) {
        this.tokens = tokens;
    }

    /** All tokens of the caller. */
    @Schema(name = "TokenList")
    record TokenList(List<TokenAnswer> items) {}

    /** A new token. */
    @Schema(name = "MadeToken")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MadeAnswer(
            @JsonUnwrapped TokenAnswer token,

            @Schema(
                    description =
                            "What a program sends in the header Authorization, behind Bearer. It cannot be seen again.")
            String secret) {}

    @GetMapping
    @Operation(operationId = "listTokens", summary = "List the tokens of the caller, newest first")
    TokenList all(@AuthenticationPrincipal SignedIn caller) {
        return new TokenList(tokens.of(caller).stream().map(TokenAnswer::of).toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(responseCode = "201", description = "It is made; Location names it")
    @Operation(
            operationId = "makeToken",
            summary = "Make a token",
            description = "The secret is shown once. No token can make a token.")
    ResponseEntity<MadeAnswer> make(@AuthenticationPrincipal SignedIn caller, @RequestBody NewToken wanted) {
        var wish = wanted.wish();
        var made = NewToken.usable(() -> tokens.make(caller, wish));
        return ResponseEntity.created(
                        URI.create("/api/v1/tokens/" + made.token().id()))
                .body(new MadeAnswer(TokenAnswer.of(made.token()), made.secret()));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getToken", summary = "Read one token")
    TokenAnswer one(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The token's id") @PathVariable String id) {
        return tokens.find(caller, id).map(TokenAnswer::of).orElseThrow(AccessProblem::noSuchToken);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "revokeToken",
            summary = "Revoke a token",
            description = "It is not taken from then on, and its streams of events end.")
    void revoke(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The token's id") @PathVariable String id) {
        if (!tokens.revoke(caller, id)) {
            throw AccessProblem.noSuchToken();
        }
    }
}
