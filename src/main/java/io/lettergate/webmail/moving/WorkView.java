package io.lettergate.webmail.moving;

import io.lettergate.operations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Long work as pages show it.
 *
 * @param kind the last part of message keys: copy, export
 * @param state the last part of message keys
 * @param message what it is about just now, or why it waits or failed
 * @param made how many messages were copied or written
 * @param there how many were there already
 * @param failed how many could not be had
 * @param failures the first of those
 * @param file where the file can be downloaded; absent where there is none
 * @param until when it goes
 */
record WorkView(
        String id,
        String kind,
        String state,
        boolean over,
        boolean ending,
        long done,
        @Nullable Long total,
        @Nullable String message,
        long made,
        long there,
        long failed,
        List<Failure> failures,
        @Nullable String file,
        @Nullable String until) {

    private static final int SHOWN = 20;

    WorkView {
        failures = List.copyOf(failures);
    }

    /** A message that could not be had, and why. */
    record Failure(String mailbox, String subject, String reason) {}

    static WorkView of(Operation operation, @Nullable String file, @Nullable String until) {
        var told = JsonMapper.shared().readTree(operation.details());
        return new WorkView(
                operation.id().toString(),
                operation.kind(),
                operation.state().word(),
                operation.isOver(),
                operation.ending() && !operation.isOver(),
                operation.done(),
                operation.total(),
                operation.message(),
                told.path("copied").asLong(0) + told.path("exported").asLong(0),
                told.path("there").asLong(0),
                told.path("failed").asLong(0),
                failures(told.path("failures")),
                file,
                until);
    }

    private static List<Failure> failures(JsonNode told) {
        return told.valueStream()
                .limit(SHOWN)
                .map(one -> new Failure(
                        one.path("mailbox").asString(""),
                        one.path("subject").asString(""),
                        one.path("reason").asString("")))
                .toList();
    }
}
