package io.lettergate.api;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.Grant;
import io.lettergate.mail.MailboxRight;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Sharing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who may do what with a mailbox. */
@RestController
@RequestMapping(
        path = "/api/v1/accounts/{account}/mailboxes/{mailbox}/grants",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Mailboxes")
class GrantController {

    private final Mailboxes mailboxes;
    private final Sharing sharing;

    GrantController(Mailboxes mailboxes, Sharing sharing) {
        this.mailboxes = mailboxes;
        this.sharing = sharing;
    }

    /** What somebody may do. */
    @Schema(name = "Grant")
    record GrantAnswer(
            @Schema(description = "A user's name on the mail server, anyone, or a group as that server spells it")
            String who,

            List<String> rights) {

        static GrantAnswer of(Grant grant) {
            return new GrantAnswer(
                    grant.who(),
                    grant.rights().stream().sorted().map(MailboxRight::word).toList());
        }
    }

    /** What everybody may do. */
    @Schema(name = "GrantList")
    record GrantList(List<GrantAnswer> items) {}

    /** The rights somebody shall have. */
    @Schema(name = "NewGrant", example = "{\"rights\": [\"lookup\", \"read\"]}")
    record NewGrant(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<String> rights) {

        NewGrant {
            rights = rights == null ? List.of() : List.copyOf(rights);
        }
    }

    @GetMapping
    @Operation(operationId = "listGrants", summary = "List who may do what; only for those who administer the mailbox")
    GrantList all(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The mailbox's id, or its role as in role:sent") @PathVariable String mailbox) {
        var owner = caller.require(account);
        return new GrantList(sharing.grants(owner, mailboxes.require(owner, mailbox)).stream()
                .map(GrantAnswer::of)
                .toList());
    }

    @PutMapping(path = "/{who}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "putGrant", summary = "Give somebody exactly these rights")
    void give(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The mailbox's id, or its role as in role:sent") @PathVariable String mailbox,
            @Parameter(description = "A user's name on the mail server") @PathVariable String who,
            @RequestBody NewGrant wanted) {
        var owner = caller.require(account);
        var rights = InvalidRequest.field(
                "/rights", () -> wanted.rights().stream().map(MailboxRight::of).collect(Collectors.toSet()));
        var grant = InvalidRequest.parameter("who", () -> new Grant(who, rights));
        sharing.grant(owner, mailboxes.require(owner, mailbox), grant);
    }

    @DeleteMapping("/{who}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteGrant", summary = "Take all rights from somebody")
    void take(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The mailbox's id, or its role as in role:sent") @PathVariable String mailbox,
            @Parameter(description = "A user's name on the mail server") @PathVariable String who) {
        var owner = caller.require(account);
        sharing.revoke(owner, mailboxes.require(owner, mailbox), who);
    }
}
