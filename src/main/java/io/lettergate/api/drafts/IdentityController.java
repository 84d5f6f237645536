package io.lettergate.api.drafts;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.sending.identities.Identities;
import io.lettergate.sending.outbox.Outbox;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who the person of an account writes as. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/identities", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Drafts")
class IdentityController {

    private final Identities identities;
    private final Outbox outbox;

    IdentityController(Identities identities, Outbox outbox) {
        this.identities = identities;
        this.outbox = outbox;
    }

    /** All that an account can be written as. */
    @Schema(name = "IdentityList")
    record IdentityList(List<IdentityBody.Answer> items) {}

    @GetMapping
    @Operation(operationId = "listIdentities", summary = "List who can be written as, the account's own address first")
    IdentityList all(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        var owner = caller.require(account);
        outbox.expect(owner);
        return new IdentityList(
                identities.of(owner).stream().map(IdentityBody.Answer::of).toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "addIdentity", summary = "Add another name or address to write as")
    @ApiResponse(responseCode = "201", description = "It is there; Location names it")
    ResponseEntity<IdentityBody.Answer> add(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @RequestBody IdentityBody body) {
        var owner = caller.require(account);
        var wanted = body.identity();
        var added = InvalidRequest.field("", () -> identities.add(owner, wanted));
        return ResponseEntity.created(URI.create("/api/v1/accounts/" + account + "/identities/" + added.id()))
                .body(IdentityBody.Answer.of(added));
    }

    @GetMapping("/{identity}")
    @Operation(operationId = "getIdentity", summary = "Read one")
    IdentityBody.Answer one(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The identity's id") @PathVariable String identity) {
        return IdentityBody.Answer.of(identities.require(caller.require(account), identity));
    }

    @PutMapping(path = "/{identity}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "setIdentity",
            summary = "Replace one whole; the address of the account's own cannot change")
    IdentityBody.Answer replace(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The identity's id") @PathVariable String identity,
            @RequestBody IdentityBody body) {
        var owner = caller.require(account);
        identities.require(owner, identity);
        var wanted = body.identity();
        return IdentityBody.Answer.of(
                InvalidRequest.field("/address", () -> identities.replace(owner, identity, wanted)));
    }

    @DeleteMapping("/{identity}")
    @Operation(
            operationId = "removeIdentity",
            summary = "Remove one; the account's own only loses its name and signature")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The identity's id") @PathVariable String identity) {
        identities.remove(caller.require(account), identity);
    }
}
