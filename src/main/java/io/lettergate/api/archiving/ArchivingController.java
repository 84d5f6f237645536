package io.lettergate.api.archiving;

import io.lettergate.archiving.Archiving;
import io.lettergate.auth.SignedIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rule that moves old mail to Archive by year. */
@RestController
@RequestMapping(path = "/api/v1/accounts/{account}/archiving", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Archiving")
class ArchivingController {

    private final Archiving archiving;

    ArchivingController(Archiving archiving) {
        this.archiving = archiving;
    }

    @GetMapping
    @Operation(operationId = "getArchiving", summary = "Read the rule, and how its latest run went")
    ArchivingAnswer rule(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        var owner = caller.require(account);
        return ArchivingAnswer.of(archiving.rule(owner), archiving.run(owner));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "setArchiving", summary = "Replace the rule; nothing moves before its next run")
    ArchivingAnswer keep(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @RequestBody RuleBody body) {
        var owner = caller.require(account);
        archiving.keep(owner, body.rule());
        return rule(caller, account);
    }

    @PostMapping(path = "/plans", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "planArchiving", summary = "Say what a rule would move now, and move nothing")
    PlanAnswer plan(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account,
            @RequestBody RuleBody body) {
        return PlanAnswer.of(archiving.plan(caller.require(account), body.rule()));
    }

    @PostMapping("/runs")
    @Operation(
            operationId = "runArchiving",
            summary = "Move now what the rule says; a run that is under way goes on instead")
    @ApiResponse(responseCode = "202", description = "It runs; Location tells where to see how far it is")
    ResponseEntity<ArchivingAnswer.Run> run(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The account's id") @PathVariable String account) {
        var run = archiving.start(caller.require(account));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/accounts/" + account + "/archiving"))
                .body(ArchivingAnswer.Run.of(run));
    }
}
