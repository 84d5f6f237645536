package io.lettergate.api.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.operations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Long work, and how far it is. */
@Schema(name = "Operation")
@JsonInclude(JsonInclude.Include.NON_NULL)
record OperationAnswer(
        String id,

        @Schema(description = "The id of the account that it is about")
        String account,

        @Schema(description = "What is done", example = "copy")
        String kind,

        @Schema(allowableValues = {"waiting", "running", "done", "failed", "cancelled"})
        String state,

        @Schema(description = "How many messages are done") long done,

        @Schema(description = "How many there are; absent while nobody knows") @Nullable
        Long total,

        @Schema(description = "What is done just now, or why it waits or failed") @Nullable
        String message,

        @Schema(description = "What came of it so far, by kind")
        Map<String, Object> details,

        @Schema(description = "Whether it was cancelled and ends at its next step")
        boolean ending,

        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    static OperationAnswer of(Operation operation) {
        return new OperationAnswer(
                operation.id().toString(),
                operation.account().toString(),
                operation.kind(),
                operation.state().word(),
                operation.done(),
                operation.total(),
                operation.message(),
                JsonMapper.shared().readValue(operation.details(), OBJECT),
                operation.ending() && !operation.isOver(),
                operation.createdAt(),
                operation.startedAt(),
                operation.endedAt());
    }

    /** The answer to a call that begins it. */
    static ResponseEntity<OperationAnswer> accepted(Operation operation) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/operations/" + operation.id()))
                .body(of(operation));
    }
}
