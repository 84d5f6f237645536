package io.lettergate.api.audit;

import io.lettergate.audit.AuditLog;
import io.lettergate.auth.SignedIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what: people read of themselves, operators of everybody. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Audit")
class AuditController {

    private final AuditLog log;

    AuditController(AuditLog log) {
        this.log = log;
    }

    @GetMapping("/audit")
    @Operation(
            operationId = "listAudit",
            summary = "List what was done with the caller's accounts, newest first",
            description = "A token that is limited to some accounts sees only what is about these.")
    AuditAnswer own(@AuthenticationPrincipal SignedIn caller, @ParameterObject AuditFilter filter) {
        var permit = caller.permit();
        return AuditAnswer.of(log.page(filter.query(caller.account().id(), permit.accounts(), null)));
    }

    @GetMapping("/admin/audit")
    @Operation(
            operationId = "listAuditOfAll",
            summary = "List what was done by everybody, newest first",
            description = "For operators only; to others it does not exist.")
    AuditAnswer all(
            @ParameterObject AuditFilter filter,
            @Parameter(description = "Only what somebody with this mail address did")
                    @RequestParam(required = false)
                    @Nullable
                    String who) {
        var address = who == null ? null : who.strip().toLowerCase(Locale.ROOT);
        return AuditAnswer.of(log.page(filter.query(null, null, address)));
    }
}
