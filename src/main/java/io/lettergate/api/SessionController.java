package io.lettergate.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.accounts.Accounts;
import io.lettergate.auth.Operators;
import io.lettergate.auth.Scope;
import io.lettergate.auth.SignedIn;
import io.lettergate.mailbox.Alerts;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageChanges;
import io.lettergate.mailbox.MessageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    private final Operators operators;

    SessionController(Mailboxes mailboxes, Alerts alerts, Accounts accounts, Operators operators) {
        this.mailboxes = mailboxes;
        this.alerts = alerts;
        this.accounts = accounts;
        this.operators = operators;
    }

    /** The caller, with their accounts. */
    @Schema(name = "Session")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SessionAnswer(
            String address,

            @Schema(description = "What the caller may do, as tokens are allowed it")
            List<String> scopes,

            @Schema(description = "The token that they call with; absent without one") @Nullable
            TokenInUse token,

            List<AccountAnswer> accounts,
            Limits limits) {}

    /** Which token it is. */
    @Schema(name = "TokenInUse")
    record TokenInUse(String id, String name) {}

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
        var token = caller.permit().token();
        return new SessionAnswer(
                caller.getName(),
                scopes(caller),
                token == null ? null : new TokenInUse(token.id(), token.name()),
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

    private List<String> scopes(SignedIn caller) {
        return Arrays.stream(Scope.values())
                .filter(scope -> scope == Scope.ADMIN
                        ? operators.mayOperate(caller)
                        : caller.permit().allows(scope))
                .map(Scope::word)
                .toList();
    }
}
