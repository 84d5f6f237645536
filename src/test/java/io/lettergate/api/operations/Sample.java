package io.lettergate.api.operations;

import io.lettergate.api.Robin;
import io.lettergate.operations.Operation;
import io.lettergate.operations.OperationId;
import java.time.Instant;
import java.util.UUID;

/** Long work that is half done. */
final class Sample {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Sample() {}

    static Operation operation(String kind) {
        return new Operation(
                new OperationId(UUID.fromString("0b9a1f9e-3c1d-4a52-9d3e-6f1d2c3b4a59")),
                Robin.ACCOUNT.id(),
                Robin.ACCOUNT.id(),
                kind,
                Operation.State.RUNNING,
                5,
                10L,
                "INBOX",
                "{}",
                "{\"copied\":5}",
                NOON,
                NOON,
                null,
                false);
    }
}
