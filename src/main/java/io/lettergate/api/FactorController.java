package io.lettergate.api;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.api.problems.NoSuchFactor;
import io.lettergate.auth.Factor;
import io.lettergate.auth.Proofs;
import io.lettergate.auth.SignedIn;
import io.lettergate.auth.factors.OwnFactors;
import io.lettergate.auth.factors.Passkey;
import io.lettergate.auth.factors.PasskeyName;
import io.lettergate.auth.factors.Passkeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The second factors of the caller. Passkeys are made on a page, as only a browser can. */
@RestController
@RequestMapping(path = "/api/v1/factors", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Factors")
class FactorController {

    private final OwnFactors factors;
    private final Passkeys passkeys;
    private final Proofs proofs;

    FactorController(OwnFactors factors, Passkeys passkeys, Proofs proofs) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.proofs = proofs;
    }

    /** What the caller has. */
    @Schema(name = "Factors")
    record FactorsAnswer(
            @Schema(description = "Whether the password alone does not let the caller in")
            boolean secondFactor,

            @Nullable AppAnswer app,
            List<PasskeyAnswer> passkeys,

            @Schema(description = "How many were not used yet")
            int recoveryCodesLeft) {

        static FactorsAnswer of(OwnFactors.Standing standing) {
            var app = standing.app();
            return new FactorsAnswer(
                    standing.isOn(),
                    app == null ? null : new AppAnswer(app.since(), app.usedAt()),
                    standing.passkeys().stream().map(PasskeyAnswer::of).toList(),
                    standing.codesLeft());
        }
    }

    /** An authenticator app that counts. */
    @Schema(name = "App")
    record AppAnswer(Instant since, Instant usedAt) {}

    /** One passkey. */
    @Schema(name = "Passkey")
    record PasskeyAnswer(
            String id,
            String name,
            Instant createdAt,
            @Nullable Instant usedAt) {

        static PasskeyAnswer of(Passkey key) {
            return new PasskeyAnswer(key.id(), key.name(), key.createdAt(), key.usedAt());
        }
    }

    /** What a passkey is to be called. */
    @Schema(name = "PasskeyChange", example = "{\"name\": \"my laptop\"}")
    record PasskeyChange(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = 80)
            String name) {

        PasskeyChange {
            name = name == null ? "" : name;
        }
    }

    /** The secret of an app that is being set up. */
    @Schema(name = "AppSecret")
    record AppSecret(
            @Schema(description = "In Base32, for people to type")
            String secret,

            @Schema(description = "As otpauth:, for a QR code")
            String uri) {}

    /** A code that the app shows. */
    @Schema(name = "AppCode", example = "{\"code\": \"755224\"}")
    record AppCode(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String code) {

        AppCode {
            code = code == null ? "" : code;
        }
    }

    /** Codes that are shown this once. */
    @Schema(name = "RecoveryCodes")
    record RecoveryCodesAnswer(
            @Schema(description = "Each takes the place of the second factor once; empty where older ones still do")
            List<String> recoveryCodes) {}

    @GetMapping
    @Operation(operationId = "getFactors", summary = "Read which second factors the caller has")
    FactorsAnswer all(@AuthenticationPrincipal SignedIn caller) {
        return FactorsAnswer.of(factors.of(caller.account().id()));
    }

    @PostMapping("/app")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "beginApp",
            summary = "Make a secret for an authenticator app",
            description = "It counts once a code of it was sent by PUT. Until then nothing changes.")
    AppSecret begin(@AuthenticationPrincipal SignedIn caller) {
        var secret = factors.beginApp(caller.account().id());
        return new AppSecret(secret.text(), secret.uri(caller.getName()));
    }

    @PutMapping(path = "/app", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "confirmApp",
            summary = "Switch the app on by its first code",
            description = "From then on HTTP Basic is refused, and sessions have to give a second factor.")
    RecoveryCodesAnswer confirm(
            @AuthenticationPrincipal SignedIn caller,
            @RequestBody AppCode body,
            HttpServletRequest request,
            HttpServletResponse response) {
        var codes = factors.confirmApp(caller.account().id(), body.code());
        proofs.add(Factor.SECOND, request, response);
        return new RecoveryCodesAnswer(codes);
    }

    @DeleteMapping("/app")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteApp", summary = "Remove the app and its secret")
    void removeApp(@AuthenticationPrincipal SignedIn caller) {
        if (!factors.removeApp(caller.account().id())) {
            throw new NoSuchFactor();
        }
    }

    @PatchMapping(path = "/passkeys/{passkey}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "renamePasskey", summary = "Give a passkey another name")
    void renamePasskey(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The passkey's id") @PathVariable String passkey,
            @RequestBody PasskeyChange body) {
        var name = InvalidRequest.field("/name", () -> new PasskeyName(body.name()));
        if (!passkeys.rename(caller.account().id(), passkey, name)) {
            throw new NoSuchFactor();
        }
    }

    @DeleteMapping("/passkeys/{passkey}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deletePasskey", summary = "Remove a passkey")
    void removePasskey(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The passkey's id") @PathVariable String passkey) {
        if (!factors.removePasskey(caller.account().id(), passkey)) {
            throw new NoSuchFactor();
        }
    }

    @PostMapping("/recovery-codes")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "makeRecoveryCodes", summary = "Make ten recovery codes in place of all others")
    @ApiResponse(responseCode = "201", description = "This is the only time that they can be read")
    RecoveryCodesAnswer makeCodes(@AuthenticationPrincipal SignedIn caller) {
        return new RecoveryCodesAnswer(factors.newCodes(caller.account().id()));
    }
}
