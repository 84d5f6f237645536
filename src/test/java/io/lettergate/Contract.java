package io.lettergate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the API says of itself (OpenAPI 3.1): its operations, and bodies that they take. */
record Contract(JsonNode document) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** One thing that can be asked for. */
    record Operation(String method, String path, JsonNode described) {

        List<JsonNode> parameters(String place) {
            return described
                    .path("parameters")
                    .valueStream()
                    .filter(parameter -> parameter.path("in").asString().equals(place))
                    .toList();
        }

        /** The first type its body may have. */
        Optional<String> type() {
            return described
                    .at("/requestBody/content")
                    .propertyStream()
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }

    static Contract of(String document) {
        return new Contract(JsonMapper.shared().readTree(document));
    }

    List<Operation> operations() {
        var all = new ArrayList<Operation>();
        document.path("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, described) ->
                        all.add(new Operation(method.toUpperCase(Locale.ROOT), path, described))));
        return all;
    }

    Optional<Operation> find(String method, String path) {
        return operations().stream()
                .filter(operation -> operation.method().equals(method)
                        && shape(operation.path()).equals(shape(path)))
                .findFirst();
    }

    /** A path without the names of its variables. */
    static String shape(String path) {
        return path.replaceAll("\\{[^/]*}", "{}");
    }

    /** The schema of the body, where it is JSON. */
    Optional<JsonNode> body(Operation operation) {
        return operation
                .type()
                .filter(type -> type.contains("json"))
                .map(type -> resolved(operation
                        .described()
                        .path("requestBody")
                        .path("content")
                        .path(type)
                        .path("schema")));
    }

    /** Follows references. */
    JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : resolved(document.at(reference.substring(1)));
    }

    /** A value that the schema describes: its example, or the least that has everything. */
    JsonNode sample(JsonNode schema) {
        var described = resolved(schema);
        if (described.has("example")) {
            return described.path("example");
        }
        if (described.has("enum")) {
            return described.path("enum").path(0);
        }
        for (var choice : List.of("oneOf", "anyOf", "allOf")) {
            if (described.has(choice)) {
                return sample(described.path(choice).path(0));
            }
        }
        return switch (type(described)) {
            case "object" -> object(described);
            case "array" -> NODES.arrayNode().add(sample(described.path("items")));
            case "integer", "number" ->
                NODES.numberNode(described.path("minimum").asInt(1));
            case "boolean" -> NODES.booleanNode(true);
            default -> NODES.stringNode("x");
        };
    }

    /** The type, or the first of several. */
    static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.path(0).asString() : type.asString(schema.has("properties") ? "object" : "string");
    }

    private JsonNode object(JsonNode schema) {
        var fields = new LinkedHashMap<String, JsonNode>();
        schema.path("properties").forEachEntry((name, field) -> fields.put(name, sample(field)));
        return NODES.objectNode().setAll(fields);
    }
}
