package io.lettergate.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.accounts.OutgoingAccess;
import io.lettergate.accounts.OutgoingServers;
import io.lettergate.accounts.Probes;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.api.problems.VerificationFailed;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
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

/** The server by which an account sends. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/outgoing", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Accounts")
class OutgoingController {

    private final OutgoingServers servers;
    private final Probes probes;

    OutgoingController(OutgoingServers servers, Probes probes) {
        this.servers = servers;
        this.probes = probes;
    }

    /** A server to send by. */
    @Schema(
            name = "NewOutgoing",
            example = "{\"server\": {\"host\": \"smtp.post.example\", \"port\": 465, \"encryption\": \"tls\"}}")
    record NewOutgoing(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            ServerBody server,

            @Schema(description = "What the server wants as the user's name; absent for the address") @Nullable
            String userName) {

        OutgoingAccess access(String address) {
            var named = InvalidRequest.field("/server", this::named);
            var endpoint = named.outgoing("/server");
            return InvalidRequest.field(
                    "/userName", () -> new OutgoingAccess(endpoint, userName == null ? address : userName));
        }

        private ServerBody named() {
            if (server == null) {
                throw new IllegalArgumentException("This needs a server");
            }
            return server;
        }
    }

    /** A server to send by, as it is used. */
    @Schema(name = "Outgoing")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OutgoingAnswer(
            @Schema(description = "Absent where none is known yet: one is looked for when something is sent")
            AccountAnswer.@Nullable Server server,

            @Nullable String userName) {

        static OutgoingAnswer of(@Nullable OutgoingAccess access) {
            return access == null
                    ? new OutgoingAnswer(null, null)
                    : new OutgoingAnswer(AccountAnswer.Server.of(access.server()), access.userName());
        }
    }

    @GetMapping
    @Operation(operationId = "getOutgoing", summary = "Tell by which server an account sends")
    OutgoingAnswer get(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        return OutgoingAnswer.of(servers.of(caller.require(account)).orElse(null));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "chooseOutgoing",
            summary = "Choose by which server an account sends",
            description =
                    "Signs in to it once with what the account has; if that fails, nothing changes, and the answer is"
                            + " 422 with the server's words.")
    OutgoingAnswer choose(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @RequestBody NewOutgoing wanted,
            HttpServletRequest request) {
        var owner = caller.require(account);
        var access = wanted.access(owner.address());
        probes.take(caller.account().id(), request.getRemoteAddr());
        try {
            servers.choose(owner, access);
        } catch (MailFailure.PolicyRefused | MailFailure.SignInNeeded never) {
            throw never;
        } catch (MailFailure failure) {
            throw new VerificationFailed(failure);
        }
        return OutgoingAnswer.of(access);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "forgetOutgoing",
            summary = "Leave it to the operator, or to what is found, by which server an account sends")
    void forget(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        servers.forget(caller.require(account));
    }
}
