package io.lettergate.api;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.Protocol;
import io.lettergate.mail.Quota;
import io.lettergate.mailbox.Alerts;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.removing.LocalMail;
import io.lettergate.removing.Removing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The accounts of the caller. */
@RestController
@RequestMapping(path = "/api/v1/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Accounts")
class AccountController {

    private final Mailboxes mailboxes;
    private final Alerts alerts;
    private final Accounts accounts;
    private final Removing removing;

    AccountController(Mailboxes mailboxes, Alerts alerts, Accounts accounts, Removing removing) {
        this.mailboxes = mailboxes;
        this.alerts = alerts;
        this.accounts = accounts;
        this.removing = removing;
    }

    /** All accounts of the caller. */
    @Schema(name = "AccountList")
    record AccountList(List<AccountAnswer> items) {}

    @GetMapping
    @Operation(operationId = "listAccounts", summary = "List the accounts of the caller")
    AccountList all(@AuthenticationPrincipal SignedIn caller) {
        return new AccountList(caller.accounts().stream()
                .map(account -> answer(account, AccountState.of(accounts, account), List.of()))
                .toList());
    }

    @GetMapping("/{account}")
    @Operation(operationId = "getAccount", summary = "Read one account")
    AccountAnswer one(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        var owner = caller.require(account);
        var state = AccountState.of(accounts, owner);
        return answer(owner, state, state.isRefused() ? List.of() : mailboxes.quotas(owner));
    }

    private AccountAnswer answer(Account account, AccountState state, List<Quota> quotas) {
        return AccountAnswer.of(account, state, mailboxes.features(account), alerts.of(account), quotas);
    }

    @DeleteMapping("/{account}")
    @ApiResponse(responseCode = "204", description = "It is gone, or at rest")
    @ApiResponse(
            responseCode = "202",
            description =
                    "Its mail is being saved; Location tells how far that is, and the account goes when it is done")
    @Operation(
            operationId = "removeAccount",
            summary = "Remove an account from here",
            description =
                    "Never touches mail on the server. An account by POP3 needs localMail: keep leaves its mail here,"
                            + " to be read without being collected any more; export saves it as a file first; erase removes it.")
    ResponseEntity<Void> remove(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(
                            description = "What becomes of the mail that lies here; by POP3 only",
                            schema = @Schema(allowableValues = {"keep", "export", "erase"}))
                    @RequestParam(required = false)
                    @Nullable
                    String localMail) {
        var owner = caller.require(account);
        return switch (choice(owner, localMail)) {
            case KEEP -> {
                removing.keep(owner);
                yield ResponseEntity.noContent().build();
            }
            case EXPORT -> {
                var export = removing.export(caller.account().id(), owner);
                yield ResponseEntity.accepted()
                        .location(URI.create("/api/v1/operations/" + export.id()))
                        .build();
            }
            case ERASE -> {
                removing.erase(owner);
                yield ResponseEntity.noContent().build();
            }
        };
    }

    /** What lies at the server only is not ours to keep or to erase. */
    private static LocalMail choice(Account account, @Nullable String localMail) {
        return InvalidRequest.parameter("localMail", () -> {
            if (account.protocol() != Protocol.POP3 && localMail == null) {
                return LocalMail.ERASE;
            }
            return LocalMail.of(localMail)
                    .filter(choice -> account.protocol() == Protocol.POP3 || choice == LocalMail.ERASE)
                    .orElseThrow(() -> new IllegalArgumentException(
                            account.protocol() == Protocol.POP3
                                    ? "Say what becomes of the mail that lies here: localMail is keep, export or erase"
                                    : "The mail of this account lies at its server, so localMail is erase or absent"));
        });
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
