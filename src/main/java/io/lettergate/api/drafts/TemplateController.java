package io.lettergate.api.drafts;

import io.lettergate.answering.Templates;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.auth.SignedIn;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Words that the caller writes often, from whichever of their accounts. */
@RestController
@RequestMapping(path = "/api/v1/templates", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Drafts")
class TemplateController {

    private final Templates templates;

    TemplateController(Templates templates) {
        this.templates = templates;
    }

    /** All that somebody keeps. */
    @Schema(name = "TemplateList")
    record TemplateList(List<TemplateBody.Answer> items) {}

    @GetMapping
    @Operation(operationId = "listTemplates", summary = "List the words that are written often, by name")
    TemplateList all(@AuthenticationPrincipal SignedIn caller) {
        return new TemplateList(templates.of(caller.account()).stream()
                .map(TemplateBody.Answer::of)
                .toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "addTemplate", summary = "Add a template")
    @ApiResponse(responseCode = "201", description = "It is there; Location names it")
    ResponseEntity<TemplateBody.Answer> add(@AuthenticationPrincipal SignedIn caller, @RequestBody TemplateBody body) {
        var wanted = body.template();
        var added = InvalidRequest.field("", () -> templates.add(caller.account(), wanted));
        return ResponseEntity.created(URI.create("/api/v1/templates/" + added.id()))
                .body(TemplateBody.Answer.of(added));
    }

    @GetMapping("/{template}")
    @Operation(operationId = "getTemplate", summary = "Read one")
    TemplateBody.Answer one(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The template's id") @PathVariable String template) {
        return TemplateBody.Answer.of(templates.require(caller.account(), template));
    }

    @PutMapping(path = "/{template}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "setTemplate", summary = "Replace one whole")
    TemplateBody.Answer replace(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The template's id") @PathVariable String template,
            @RequestBody TemplateBody body) {
        templates.require(caller.account(), template);
        return TemplateBody.Answer.of(templates.replace(caller.account(), template, body.template()));
    }

    @DeleteMapping("/{template}")
    @Operation(operationId = "removeTemplate", summary = "Remove one")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @AuthenticationPrincipal SignedIn caller,
            @Parameter(description = "The template's id") @PathVariable String template) {
        templates.remove(caller.account(), template);
    }
}
