package io.lettergate.api.docs;

import io.lettergate.api.docs.Reference.Answer;
import io.lettergate.api.docs.Reference.Field;
import io.lettergate.api.docs.Reference.FieldType;
import io.lettergate.api.docs.Reference.Operation;
import io.lettergate.api.docs.Reference.Section;
import io.lettergate.api.docs.Reference.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads the reference out of the OpenAPI document, so that the two never differ. */
class ReferenceReader {

    private final JsonNode document;

    ReferenceReader(JsonNode document) {
        this.document = document;
    }

    Reference read() {
        var info = document.path("info");
        return new Reference(
                text(info, "title"),
                text(info, "description"),
                document.path("tags").valueStream().map(this::section).toList(),
                document.path("components")
                        .path("schemas")
                        .propertyStream()
                        .map(schema -> new Shape(schema.getKey(), fields(schema.getValue())))
                        .toList());
    }

    private Section section(JsonNode tag) {
        var name = text(tag, "name");
        var operations = document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(method -> hasTag(method.getValue(), name))
                        .map(method -> operation(path.getKey(), method)))
                .toList();
        return new Section(name, text(tag, "description"), operations);
    }

    private static boolean hasTag(JsonNode operation, String name) {
        return operation
                .path("tags")
                .valueStream()
                .anyMatch(tag -> tag.asString().equals(name));
    }

    private Operation operation(String path, Map.Entry<String, JsonNode> method) {
        var verb = method.getKey().toUpperCase(Locale.ROOT);
        var node = method.getValue();
        return new Operation(
                text(node, "operationId"),
                verb,
                path,
                text(node, "summary"),
                text(node, "description"),
                Stream.concat(node.path("parameters").valueStream().map(ReferenceReader::parameter), body(node))
                        .toList(),
                node.path("responses")
                        .propertyStream()
                        .filter(answer -> !answer.getKey().equals("default"))
                        .map(ReferenceReader::answer)
                        .toList(),
                curl(verb, path, node).text());
    }

    private CurlLine curl(String verb, String path, JsonNode operation) {
        return operation
                .path("requestBody")
                .path("content")
                .propertyStream()
                .findFirst()
                .map(media -> new CurlLine(
                        verb, path, media.getKey(), example(media.getValue().path("schema"))))
                .orElseGet(() -> new CurlLine(verb, path, "", ""));
    }

    private String example(JsonNode schema) {
        var found = schema.has("$ref")
                ? document.at(text(schema, "$ref").substring(1)).path("example")
                : schema.path("example");
        return found.isMissingNode() ? "" : found.isString() ? found.asString() : found.toString();
    }

    private static Field parameter(JsonNode node) {
        return new Field(text(node, "name"), text(node, "in"), type(node.path("schema")), text(node, "description"));
    }

    private static Stream<Field> body(JsonNode operation) {
        return operation
                .path("requestBody")
                .path("content")
                .valueStream()
                .limit(1)
                .map(media -> new Field("", "body", type(media.path("schema")), "What to change"));
    }

    private static Answer answer(Map.Entry<String, JsonNode> answer) {
        var types = answer.getValue()
                .path("content")
                .valueStream()
                .map(media -> media.path("schema"))
                .flatMap(schema -> schema.has("oneOf") ? schema.path("oneOf").valueStream() : Stream.of(schema))
                .map(ReferenceReader::type)
                .toList();
        return new Answer(answer.getKey(), text(answer.getValue(), "description"), types);
    }

    private static List<Field> fields(JsonNode schema) {
        return schema.path("properties")
                .propertyStream()
                .map(field ->
                        new Field(field.getKey(), "", type(field.getValue()), text(field.getValue(), "description")))
                .toList();
    }

    private static FieldType type(JsonNode schema) {
        if (schema.has("$ref")) {
            var reference = text(schema, "$ref");
            var name = reference.substring(reference.lastIndexOf('/') + 1);
            return new FieldType(name, name);
        }
        if (schema.has("items")) {
            var item = type(schema.path("items"));
            return new FieldType("list of " + item.text(), item.shape());
        }
        if (schema.has("enum")) {
            var words =
                    schema.path("enum").valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
            return new FieldType(words, "");
        }
        return new FieldType(schema.has("format") ? text(schema, "format") : text(schema, "type"), "");
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
