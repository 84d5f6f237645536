package io.lettergate.api.docs;

import java.util.List;

/** The API's description, arranged for a reader. */
record Reference(String title, String description, List<Section> sections, List<Shape> shapes) {

    /** The operations on one kind of thing. */
    record Section(String name, String description, List<Operation> operations) {}

    /**
     * One thing the API can do.
     *
     * @param curl a line to copy
     */
    record Operation(
            String id,
            String method,
            String path,
            String summary,
            String description,
            List<Field> parameters,
            List<Answer> answers,
            String curl) {}

    /** A parameter, or a field of a shape. */
    record Field(String name, String place, FieldType type, String description) {}

    /**
     * The type of a field.
     *
     * @param shape the shape to look up; empty for a plain type
     */
    record FieldType(String text, String shape) {}

    /** What an operation answers when it succeeds. */
    record Answer(String status, String description, List<FieldType> types) {}

    /** An object in JSON. */
    record Shape(String name, List<Field> fields) {}
}
