package io.lettergate.api;

import io.lettergate.auth.SignedIn;
import io.lettergate.mailbox.Alerts;
import io.lettergate.mailbox.Mailboxes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The accounts of the caller. */
@RestController
@RequestMapping(path = "/api/v1/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Accounts")
class AccountController {

    private final Mailboxes mailboxes;
    private final Alerts alerts;

    AccountController(Mailboxes mailboxes, Alerts alerts) {
        this.mailboxes = mailboxes;
        this.alerts = alerts;
    }

    /** All accounts of the caller. */
    @Schema(name = "AccountList")
    record AccountList(List<AccountAnswer> items) {}

    @GetMapping
    @Operation(operationId = "listAccounts", summary = "List the accounts of the caller")
    AccountList all(@AuthenticationPrincipal SignedIn caller) {
        return new AccountList(caller.accounts().stream()
                .map(account -> AccountAnswer.of(account, mailboxes.features(account), alerts.of(account), List.of()))
                .toList());
    }

    @GetMapping("/{account}")
    @Operation(operationId = "getAccount", summary = "Read one account")
    AccountAnswer one(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        var owner = caller.require(account);
        var quotas = mailboxes.quotas(owner);
        return AccountAnswer.of(owner, mailboxes.features(owner), alerts.of(owner), quotas);
    }

    @DeleteMapping("/{account}/alerts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "dismissAlerts", summary = "Put away what the mail server wanted to be told")
    void dismissAlerts(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        alerts.dismiss(caller.require(account));
    }
}
