package io.lettergate.operations;

import java.util.UUID;

/** Which operation: the same on every node and after a restart. */
public record OperationId(UUID value) {

    public static OperationId random() {
        return new OperationId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
