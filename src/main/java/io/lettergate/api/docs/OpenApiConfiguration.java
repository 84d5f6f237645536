package io.lettergate.api.docs;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Describes the API as a whole; each operation is described at its controller. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String BASIC = "basic";
    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";

    /** The description is there in JSON; in YAML nobody serves it, whatever the library has in store. */
    @Bean
    SimpleUrlHandlerMapping noYaml() {
        HttpRequestHandler nothing = (request, response) -> response.sendError(HttpStatus.NOT_FOUND.value());
        return new SimpleUrlHandlerMapping(Map.of("/api/v1/openapi.json.yaml", nothing), Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Lettergate API")
                        .version("1")
                        .description("Read and organise the mail of your accounts. Ids are opaque; times are RFC 3339"
                                + " in UTC; sizes are octets; a value that is not known is absent.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("This Lettergate")))
                .tags(List.of(
                        new Tag().name("Session").description("Who is calling."),
                        new Tag().name("Tokens").description("Tokens for programs, instead of a password."),
                        new Tag().name("Audit").description("Who did what with an account, and from where."),
                        new Tag()
                                .name("Factors")
                                .description("The second factors of the caller. Each change wants a fresh proof."),
                        new Tag().name("Accounts").description("The mail accounts of the caller."),
                        new Tag().name("Mailboxes").description("The mailboxes, or folders, of an account."),
                        new Tag().name("Messages").description("Lists, single messages and their octets."),
                        new Tag()
                                .name("Events")
                                .description("What happens to mail: as a stream, or asked for now and then."),
                        new Tag()
                                .name("POP3")
                                .description(
                                        "Collected mail: how long it stays on its server, what lies there, and looking"
                                                + " for more. Only accounts with the capability keep-on-server have it."),
                        new Tag()
                                .name("Operations")
                                .description("Long work: copies and exports; how far it is, and ending it."),
                        new Tag()
                                .name("Drafts")
                                .description("Writing: who one writes as, files to attach, and drafts to be sent."),
                        new Tag()
                                .name("Submissions")
                                .description("The outbox: what is on its way out, and what became of it."),
                        new Tag()
                                .name("Archiving")
                                .description("What takes the space, and a rule that moves old mail into archives.")))
                .addSecurityItem(new SecurityRequirement().addList(BASIC))
                .addSecurityItem(new SecurityRequirement().addList(BEARER))
                .components(new Components()
                        .addSecuritySchemes(
                                BASIC,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic")
                                        .description(
                                                "The mail address and its password, as the mail server knows them"))
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("A token, with the scope that each operation names"))
                        .addSchemas(PROBLEM, ProblemSchema.problem())
                        .addResponses(PROBLEM, problem()));
    }

    /** Every operation can fail, and fails in the same form. */
    @Bean
    OpenApiCustomizer everyOperationCanFail() {
        return description -> description.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> operation
                        .getResponses()
                        .addApiResponse("default", new ApiResponse().$ref("#/components/responses/" + PROBLEM)));
    }

    private static ApiResponse problem() {
        var schema = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
        return new ApiResponse()
                .description("It failed; /api/docs/problems lists every code")
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
    }
}
