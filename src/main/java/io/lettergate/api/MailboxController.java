package io.lettergate.api;

import io.lettergate.auth.SignedIn;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Sharing;
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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The mailboxes of an account. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/mailboxes", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Mailboxes")
class MailboxController {

    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final Sharing sharing;

    MailboxController(Mailboxes mailboxes, MailboxChanges changes, Sharing sharing) {
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.sharing = sharing;
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
        return MailboxAnswer.of(
                wanted,
                all,
                wanted.selectable() ? sharing.rights(owner, wanted).orElse(null) : null,
                wanted.selectable() ? mailboxes.quotas(owner, wanted.name()) : List.of());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(responseCode = "201", description = "It is made; Location names it")
    @Operation(operationId = "createMailbox", summary = "Make a mailbox")
    ResponseEntity<MailboxAnswer> create(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @RequestBody NewMailbox wanted) {
        var owner = caller.require(account);
        var role = wanted.wantedRole();
        var parent = wanted.parentId() == null ? null : mailboxes.require(owner, wanted.parentId());
        var made = MailboxAnswer.of(
                changes.create(owner, parent, wanted.label(), role.orElse(null)), mailboxes.all(owner));
        return ResponseEntity.created(URI.create("/api/v1/accounts/" + account + "/mailboxes/" + made.id()))
                .body(made);
    }

    @PatchMapping(
            path = "/{mailbox}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(
            operationId = "changeMailbox",
            summary = "Rename a mailbox, put it elsewhere, show or hide it in lists, or say what it is for")
    MailboxAnswer change(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The mailbox's id, or its role as in role:sent") @PathVariable String mailbox,
            @RequestBody MailboxChange change) {
        var owner = caller.require(account);
        var wanted = mailboxes.require(owner, mailbox);
        var role = change.wantedRole();
        if (change.renames()) {
            var parent = change.parent(wanted, mailboxes.all(owner), id -> mailboxes.require(owner, id));
            wanted = changes.rename(owner, wanted, parent.orElse(null), change.label(wanted));
        }
        if (change.subscribed() != null) {
            wanted = changes.subscribe(owner, wanted, change.subscribed());
        }
        if (change.role() != null) {
            wanted = changes.assign(owner, wanted, role.orElse(null));
        }
        return MailboxAnswer.of(wanted, mailboxes.all(owner));
    }

    @DeleteMapping("/{mailbox}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteMailbox", summary = "Remove a mailbox")
    void remove(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @Parameter(description = "The mailbox's id, or its role as in role:sent") @PathVariable String mailbox,
            @Parameter(description = "Whether messages and mailboxes in it may go too, and a mailbox that has a role")
                    @RequestParam(defaultValue = "false")
                    boolean withAll) {
        var owner = caller.require(account);
        changes.remove(owner, mailboxes.require(owner, mailbox), withAll);
    }
}
