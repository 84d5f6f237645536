package io.lettergate.api.docs;

import io.lettergate.api.problems.ProblemKind;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.List;

/** The form of a failure (RFC 9457), with every code there is. */
class ProblemSchema {

    private ProblemSchema() {}

    static Schema<?> problem() {
        var code = text("For programs; never changes");
        Arrays.stream(ProblemKind.values()).map(ProblemKind::code).sorted().forEach(code::addEnumItemObject);
        return object("Why a request failed")
                .addProperty("type", text("The address of the explanation"))
                .addProperty("code", code)
                .addProperty("title", text("What kind of failure it is"))
                .addProperty("status", typed("integer", "The status of the answer"))
                .addProperty("detail", text("What happened, in a sentence for a person"))
                .addProperty("instance", text("The address that was asked for"))
                .addProperty("retryable", typed("boolean", "Whether the same request may work later"))
                .addProperty("requestId", text("What to tell the operator about a fault of ours"))
                .addProperty("upstream", upstream())
                .addProperty(
                        "errors", typed("array", "The places that are wrong").items(fault()))
                .required(List.of("type", "code", "title", "status", "detail", "retryable"));
    }

    private static Schema<Object> upstream() {
        return object("What the mail server said")
                .addProperty("host", text("Its name"))
                .addProperty("response", text("Its words"));
    }

    private static Schema<Object> fault() {
        return object("A place in the request")
                .addProperty("pointer", text("A JSON pointer into the body"))
                .addProperty("parameter", text("A parameter of the address"))
                .addProperty("detail", text("What is wrong there"));
    }

    private static Schema<Object> object(String description) {
        return typed("object", description);
    }

    private static Schema<Object> text(String description) {
        return typed("string", description);
    }

    private static Schema<Object> typed(String type, String description) {
        var schema = new JsonSchema();
        schema.addType(type);
        schema.setDescription(description);
        return schema;
    }
}
