package io.lettergate.api.operations;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.lettergate.operations.Operations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The long work of the caller. */
@RestController
@RequestMapping(path = "/api/v1/operations", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Operations")
class OperationController {

    private final Operations operations;

    OperationController(Operations operations) {
        this.operations = operations;
    }

    /** The newest operations of the caller. */
    @Schema(name = "OperationList")
    record OperationList(List<OperationAnswer> items) {}

    @GetMapping
    @Operation(operationId = "listOperations", summary = "List the operations of the caller, newest first")
    OperationList all(@AuthenticationPrincipal SignedIn caller) {
        return new OperationList(operations.of(ids(caller)).stream()
                .filter(operation -> caller.reaches(operation.account()))
                .map(OperationAnswer::of)
                .toList());
    }

    @GetMapping("/{operation}")
    @Operation(operationId = "getOperation", summary = "Read how far an operation is")
    OperationAnswer one(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The operation's id") @PathVariable String operation) {
        return OperationAnswer.of(reached(caller, operations.require(ids(caller), operation)));
    }

    @DeleteMapping("/{operation}")
    @Operation(
            operationId = "cancelOperation",
            summary = "End an operation before it is done; what it did stays done",
            description = "One that runs ends at its next step. One that is over stays as it is.")
    OperationAnswer cancel(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The operation's id") @PathVariable String operation) {
        return OperationAnswer.of(operations.cancel(reached(caller, operations.require(ids(caller), operation))));
    }

    /** Work about an account that is kept from a token is kept from it too, though its person began it. */
    static io.lettergate.operations.Operation reached(SignedIn caller, io.lettergate.operations.Operation operation) {
        if (!caller.reaches(operation.account())) {
            throw new MailFailure.NoSuchOperation();
        }
        return operation;
    }

    static List<AccountId> ids(SignedIn caller) {
        return caller.accounts().stream().map(Account::id).toList();
    }
}
