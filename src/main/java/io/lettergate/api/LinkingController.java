package io.lettergate.api;

import io.lettergate.accounts.Discovery;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.OutgoingServers;
import io.lettergate.accounts.Probes;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.api.problems.VerificationFailed;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.Alerts;
import io.lettergate.mailbox.Mailboxes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accounts that are linked, and what is found out before. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Accounts")
class LinkingController {

    private final Linking linking;
    private final Discovery discovery;
    private final Finding finding;
    private final Mailboxes mailboxes;
    private final Alerts alerts;
    private final Probes probes;
    private final OutgoingServers outgoing;

    LinkingController(
            Linking linking,
            Discovery discovery,
            Finding finding,
            Mailboxes mailboxes,
            Alerts alerts,
            Probes probes,
            OutgoingServers outgoing) {
        this.linking = linking;
        this.discovery = discovery;
        this.finding = finding;
        this.mailboxes = mailboxes;
        this.alerts = alerts;
        this.probes = probes;
        this.outgoing = outgoing;
    }

    /** An address whose servers are to be found. */
    @Schema(name = "DiscoveryRequest", example = "{\"address\": \"robin.vale@post.example\"}")
    record Wanted(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String address) {}

    @PostMapping(path = "/accounts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(responseCode = "201", description = "It is linked; Location names it")
    @Operation(
            operationId = "linkAccount",
            summary = "Link a further account",
            description = "Signs in to its mail server once; if that fails, nothing is linked, and the answer is 422"
                    + " with the server's words. The password is stored encrypted. Nothing in the mailbox changes, and of"
                    + " an account by POP3 nothing is ever removed from its server before somebody sets a window.")
    ResponseEntity<AccountAnswer> link(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "Whether to sign in first") @RequestParam(defaultValue = "true") boolean verify,
            @RequestBody NewAccount wanted,
            HttpServletRequest request) {
        var address = wanted.wanted();
        var secret = wanted.secret();
        probes.take(caller.account().id(), request.getRemoteAddr());
        var access = finding.access(wanted);
        var sending = wanted.sending();
        if (verify) {
            verified(() -> linking.verify(address, access, secret));
            sending.ifPresent(server -> verified(() -> outgoing.verify(server, secret)));
        }
        var linked = linking.link(caller.account(), address, access, secret);
        sending.ifPresentOrElse(
                server -> outgoing.keep(linked, server), () -> outgoing.settleSoon(linked, null, secret));
        return ResponseEntity.created(URI.create("/api/v1/accounts/" + linked.id()))
                .body(AccountAnswer.of(linked, AccountState.CONNECTED, Set.of(), List.of(), List.of()));
    }

    @PatchMapping(
            path = "/accounts/{account}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(
            operationId = "changeAccount",
            summary = "Give an account a new password",
            description = "Signs in with it once. If the mail server refuses it, the answer is 422 with the server's"
                    + " words, and the old password stays.")
    AccountAnswer change(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @RequestBody AccountChange change,
            HttpServletRequest request) {
        var owner = caller.require(account);
        var secret = change.secret();
        probes.take(caller.account().id(), request.getRemoteAddr());
        verified(() -> linking.changePassword(owner, secret));
        return AccountAnswer.of(owner, AccountState.CONNECTED, mailboxes.features(owner), alerts.of(owner), List.of());
    }

    @PostMapping(path = "/discoveries", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "findServers",
            summary = "Find the mail servers of an address",
            description = "No password is needed, and none is sent. Hosts that the operator forbids are not tried. What"
                    + " cannot be used is told in the same words and after the same time, whatever the reason. Who asks"
                    + " too often is answered 429, as with all calls that make this Lettergate connect somewhere.")
    FindingsAnswer find(
            @AuthenticationPrincipal SignedIn caller, @RequestBody Wanted wanted, HttpServletRequest request) {
        var address = InvalidRequest.field("/address", () -> {
            if (wanted.address() == null || wanted.address().isBlank()) {
                throw new IllegalArgumentException("This needs an address");
            }
            return wanted.address();
        });
        probes.take(caller.account().id(), request.getRemoteAddr());
        return FindingsAnswer.of(discovery.find(address));
    }

    @PostMapping(path = "/verifications", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "verifySignIn",
            summary = "Try whether a mail server takes a password",
            description = "Signs in once, and stores nothing.")
    ProofAnswer verify(
            @AuthenticationPrincipal SignedIn caller, @RequestBody NewAccount wanted, HttpServletRequest request) {
        var address = wanted.wanted();
        var secret = wanted.secret();
        probes.take(caller.account().id(), request.getRemoteAddr());
        var access = finding.access(wanted);
        try {
            linking.verify(address, access, secret);
            return ProofAnswer.of(access, null);
        } catch (MailFailure.PolicyRefused | MailFailure.AddressInvalid never) {
            throw never;
        } catch (MailFailure failure) {
            return ProofAnswer.of(access, failure);
        }
    }

    /** What is wrong with a sign-in is wrong with the request. */
    private static void verified(Runnable signIn) {
        try {
            signIn.run();
        } catch (MailFailure.PolicyRefused | MailFailure.AddressInvalid | MailFailure.NoSuchAccount never) {
            throw never;
        } catch (MailFailure failure) {
            throw new VerificationFailed(failure);
        }
    }
}
