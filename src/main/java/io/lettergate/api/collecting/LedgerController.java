package io.lettergate.api.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.api.words.Word;
import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.LedgerPage;
import io.lettergate.collecting.LedgerRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Every message that was ever seen on the server of an account. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/pop3/ledger", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "POP3")
class LedgerController {

    private static final int MOST = 200;

    private final Collecting collecting;

    LedgerController(Collecting collecting) {
        this.collecting = collecting;
    }

    @GetMapping
    @Operation(operationId = "listLedger", summary = "List what was seen on the server, newest first")
    LedgerAnswer list(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(
                            description = "Which messages: those on the server, those that have a day on which they"
                                    + " leave, those that are only here, or those with a problem",
                            schema =
                                    @Schema(
                                            allowableValues = {"all", "onServer", "leaving", "onlyHere", "problems"},
                                            defaultValue = "all"))
                    @RequestParam(defaultValue = "all")
                    String filter,
            @Parameter(description = "Where to go on: page.next of another page")
                    @RequestParam(required = false)
                    @Nullable
                    String cursor,
            @Parameter(
                            description = "How many rows at most",
                            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
                    @RequestParam(defaultValue = "50")
                    int limit) {
        var owner = caller.require(account);
        var which = InvalidRequest.parameter("filter", () -> Word.value(LedgerPage.Filter.class, filter));
        var most = InvalidRequest.parameter("limit", () -> (int) Bounds.within(limit, 1, MOST));
        return LedgerAnswer.of(InvalidRequest.parameter("cursor", () -> collecting.ledger(owner, which, cursor, most)));
    }

    @GetMapping("/{key}")
    @Operation(operationId = "getLedgerRow", summary = "Read what is known of one message on the server")
    LedgerRowAnswer one(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The row's key") @PathVariable String key) {
        return LedgerRowAnswer.of(collecting.row(caller.require(account), key));
    }

    @PatchMapping(
            path = "/{key}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(
            operationId = "changeLedgerRow",
            summary = "Pin a message on the server, have it removed there, take that back, or collect it")
    LedgerRowAnswer change(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The row's key") @PathVariable String key,
            @RequestBody LedgerRowChange change) {
        return LedgerRowAnswer.of(changed(caller.require(account), key, change.checked()));
    }

    private LedgerRow changed(Account owner, String key, LedgerRowChange change) {
        if (change.pinned() != null) {
            return collecting.pin(owner, key, change.pinned());
        }
        if (change.state() != null) {
            return change.state().equals("removed")
                    ? collecting.removeThere(owner, key)
                    : collecting.keepThere(owner, key);
        }
        return collecting.collect(owner, key);
    }
}
