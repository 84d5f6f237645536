package io.lettergate.api;

import io.lettergate.auth.SignedIn;
import io.lettergate.mailbox.Mailboxes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The mailboxes of an account. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/mailboxes", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Mailboxes")
class MailboxController {

    private final Mailboxes mailboxes;

    MailboxController(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    /** All mailboxes of an account. */
    @Schema(name = "MailboxList")
    record MailboxList(List<MailboxAnswer> items) {}

    @GetMapping
    @Operation(operationId = "listMailboxes", summary = "List the mailboxes: those with a role first, then by name")
    MailboxList all(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        var all = mailboxes.all(caller.require(account));
        return new MailboxList(
                all.stream().map(mailbox -> MailboxAnswer.of(mailbox, all)).toList());
    }

    @GetMapping("/{mailbox}")
    @Operation(operationId = "getMailbox", summary = "Read one mailbox with its counts")
    MailboxAnswer one(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The mailbox's id, or its role as in role:sent") @PathVariable String mailbox) {
        var owner = caller.require(account);
        var all = mailboxes.all(owner);
        var wanted = mailboxes.require(owner, mailbox);
        return MailboxAnswer.of(wanted, all);
    }
}
