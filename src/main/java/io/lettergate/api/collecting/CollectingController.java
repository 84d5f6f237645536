package io.lettergate.api.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.Standing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How mail is collected, and how long it stays on its server. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/pop3", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "POP3")
class CollectingController {

    private final Collecting collecting;

    CollectingController(Collecting collecting) {
        this.collecting = collecting;
    }

    @GetMapping
    @Operation(
            operationId = "getCollecting",
            summary = "Read the keep-on-server window, and how collecting stands",
            description = "The ETag stands for what can be set: the window, and whether everything is held")
    StandingAnswer standing(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            HttpServletResponse response) {
        var owner = caller.require(account);
        return answer(owner, collecting.standing(owner), response);
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "setCollecting",
            summary = "Replace the keep-on-server window",
            description = "A window that removes what the present one would not needs the token of its plan; without it"
                    + " the answer is 409 `plan-needed`. Nothing leaves before the time that `removesFrom` tells.")
    StandingAnswer keep(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The ETag it must still have; else nothing is changed (412)")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String expected,
            @RequestBody StandingChange change,
            HttpServletResponse response) {
        var owner = caller.require(account);
        return answer(owner, change(owner, expected, change.whole(), change), response);
    }

    @PatchMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(
            operationId = "changeCollecting",
            summary = "Hold everything or let it go, and leave the window as it is",
            description = "`{\"held\": true}` stops all removals at once. A window that is given is replaced whole.")
    StandingAnswer change(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The ETag it must still have; else nothing is changed (412)")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String expected,
            @RequestBody StandingChange change,
            HttpServletResponse response) {
        var owner = caller.require(account);
        return answer(owner, change(owner, expected, change.window(), change), response);
    }

    private Standing change(
            Account owner, @Nullable String expected, @Nullable WindowBody body, StandingChange change) {
        var window = body == null ? null : body.window("/window");
        var standing = collecting.standing(owner);
        StandingTag.of(owner, standing).require(expected);
        if (window != null) {
            standing = collecting.keep(owner, window, change.token());
        }
        return change.held() == null ? standing : collecting.hold(owner, change.held());
    }

    @PostMapping(path = "/plans", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "planCollecting",
            summary = "Say what a window would remove from the server, and remove nothing")
    PlanAnswer plan(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @RequestBody WindowBody window) {
        return PlanAnswer.of(collecting.plan(caller.require(account), window.window("")));
    }

    private static StandingAnswer answer(Account owner, Standing standing, HttpServletResponse response) {
        response.setHeader(HttpHeaders.ETAG, StandingTag.of(owner, standing).toString());
        return StandingAnswer.of(standing);
    }
}
