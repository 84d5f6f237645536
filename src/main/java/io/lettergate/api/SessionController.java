package io.lettergate.api;

import io.lettergate.accounts.Accounts;
import io.lettergate.auth.SignedIn;
import io.lettergate.mailbox.Alerts;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageChanges;
import io.lettergate.mailbox.MessageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is calling, and what they may ask for. */
@RestController
@RequestMapping(path = "/api/v1/session", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Session")
class SessionController {

    private final Mailboxes mailboxes;
    private final Alerts alerts;
    private final Accounts accounts;

    SessionController(Mailboxes mailboxes, Alerts alerts, Accounts accounts) {
        this.mailboxes = mailboxes;
        this.alerts = alerts;
        this.accounts = accounts;
    }

    /** The caller, with their accounts. */
    @Schema(name = "Session")
    record SessionAnswer(String address, List<AccountAnswer> accounts, Limits limits) {}

    /** How much one request may ask for. */
    @Schema(name = "Limits")
    record Limits(
            @Schema(description = "The most messages in one page")
            int maxPageSize,

            @Schema(description = "The most messages in one change")
            int maxChangeSize) {}

    @GetMapping
    @Operation(operationId = "getSession", summary = "Read who is calling, their accounts and the limits")
    SessionAnswer session(@AuthenticationPrincipal SignedIn caller) {
        return new SessionAnswer(
                caller.getName(),
                caller.accounts().stream()
                        .map(account -> AccountAnswer.of(
                                account,
                                AccountState.of(accounts, account),
                                mailboxes.features(account),
                                alerts.of(account),
                                List.of()))
                        .toList(),
                new Limits(MessageQuery.MOST, MessageChanges.MOST));
    }
}
