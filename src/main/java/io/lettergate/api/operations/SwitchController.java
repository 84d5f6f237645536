package io.lettergate.api.operations;

import io.lettergate.api.problems.VerificationFailed;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.moving.SwitchPlan;
import io.lettergate.moving.Switching;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Switches of POP3 accounts to IMAP. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/switches", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Operations")
class SwitchController {

    private final Switching switching;

    SwitchController(Switching switching) {
        this.switching = switching;
    }

    /** What would stay where, and what would be carried where. */
    @Schema(name = "SwitchPlan")
    record PlanAnswer(
            Server server,

            @Schema(description = "The same in three sentences")
            List<String> sentences,

            @Schema(description = "Messages that lie on the server already, as far as is known")
            long staying,

            long stayingOctets,

            @Schema(description = "Messages that are here only")
            long uploaded,

            long uploadedOctets,
            List<Line> mailboxes) {

        static PlanAnswer of(SwitchPlan plan) {
            return new PlanAnswer(
                    Server.of(plan),
                    plan.sentences(),
                    plan.staying(),
                    plan.stayingOctets(),
                    plan.uploaded(),
                    plan.uploadedOctets(),
                    plan.lines().stream().map(Line::of).toList());
        }
    }

    /** The IMAP server that took the account's password. */
    @Schema(name = "SwitchServer")
    record Server(
            String host,
            int port,

            @Schema(allowableValues = {"tls", "starttls", "none"})
            String encryption,

            String userName) {

        static Server of(SwitchPlan plan) {
            var endpoint = plan.server().incoming();
            return new Server(
                    endpoint.host(),
                    endpoint.port(),
                    endpoint.encryption().name().toLowerCase(Locale.ROOT),
                    plan.server().userName());
        }
    }

    /** One mailbox of a plan. */
    @Schema(name = "SwitchPlanLine")
    record Line(
            String from,
            String to,

            @Schema(description = "Whether it is made first")
            boolean isNew,

            long staying,
            long stayingOctets,
            long uploaded,
            long uploadedOctets) {

        static Line of(SwitchPlan.Line line) {
            return new Line(
                    line.source(),
                    line.target(),
                    line.isNew(),
                    line.staying(),
                    line.stayingOctets(),
                    line.uploaded(),
                    line.uploadedOctets());
        }
    }

    @PostMapping("/plans")
    @Operation(
            operationId = "planSwitch",
            summary = "Say what would stay where if a POP3 account were switched to IMAP, and change nothing",
            description = "Finds the IMAP server of the address, and signs in to it once with the account's password."
                    + " Without one the answer is 409; if it refuses, 422 with its words.")
    PlanAnswer plan(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        var owner = caller.require(account);
        return PlanAnswer.of(verified(() -> switching.plan(owner)));
    }

    @PostMapping
    @Operation(
            operationId = "switchAccount",
            summary = "Switch a POP3 account to IMAP; nothing is removed on either side",
            description = "No mail is collected until it is over. The account keeps its id. It becomes an IMAP account"
                    + " only when all mail that lies here was found on its server.")
    @ApiResponse(responseCode = "202", description = "It runs; Location tells where to see how far it is")
    ResponseEntity<OperationAnswer> begin(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        var owner = caller.require(account);
        var signedInWith = caller.account().id();
        return OperationAnswer.accepted(verified(() -> switching.begin(signedInWith, owner)));
    }

    /** Only the IMAP server refuses here. */
    private static <T> T verified(Supplier<T> work) {
        try {
            return work.get();
        } catch (MailFailure.SignInRefused | MailFailure.SignInUnsupported refused) {
            throw new VerificationFailed(refused);
        }
    }
}
