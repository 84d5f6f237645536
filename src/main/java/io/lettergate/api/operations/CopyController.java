package io.lettergate.api.operations;

import io.lettergate.accounts.Account;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
import io.lettergate.moving.CopyPlan;
import io.lettergate.moving.Copying;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Copies of everything in one account to another of the caller. */
@RestController
@RequestMapping(
        path = "/api/v1/accounts/{account}/copies",
        consumes = MediaType.APPLICATION_JSON_VALUE,
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Operations")
class CopyController {

    private final Copying copying;

    CopyController(Copying copying) {
        this.copying = copying;
    }

    /** Where to copy. */
    @Schema(name = "NewCopy")
    record NewCopy(
            @Schema(description = "The id of another account of the caller") @Nullable
            String to) {}

    /** What would be copied. */
    @Schema(name = "CopyPlan")
    record PlanAnswer(long messages, long octets, List<Line> mailboxes) {

        static PlanAnswer of(CopyPlan plan) {
            return new PlanAnswer(
                    plan.messages(),
                    plan.octets(),
                    plan.lines().stream()
                            .map(line -> new Line(
                                    line.source(), line.target(), line.isNew(), line.messages(), line.octets()))
                            .toList());
        }
    }

    /** One mailbox of a plan. */
    @Schema(name = "CopyPlanLine")
    record Line(
            String from,
            String to,

            @Schema(description = "Whether it is made first")
            boolean isNew,

            long messages,
            long octets) {}

    @PostMapping("/plans")
    @Operation(operationId = "planCopy", summary = "Say what would be copied to another account, and copy nothing")
    PlanAnswer plan(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @RequestBody NewCopy body) {
        var from = caller.require(account);
        return PlanAnswer.of(copying.plan(from, target(caller, from, body)));
    }

    @PostMapping
    @Operation(
            operationId = "copyAccount",
            summary = "Copy everything to another account; what is there already is not copied again")
    @ApiResponse(responseCode = "202", description = "It runs; Location tells where to see how far it is")
    ResponseEntity<OperationAnswer> copy(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @RequestBody NewCopy body) {
        var from = caller.require(account);
        var to = target(caller, from, body);
        return OperationAnswer.accepted(copying.start(caller.account().id(), from, to));
    }

    private static Account target(SignedIn caller, Account from, NewCopy body) {
        return InvalidRequest.field("/to", () -> {
            if (body.to() == null) {
                throw new IllegalArgumentException("Say to which account");
            }
            var to = caller.require(body.to());
            if (to.id().equals(from.id())) {
                throw new IllegalArgumentException("An account cannot be copied to itself");
            }
            return to;
        });
    }
}
