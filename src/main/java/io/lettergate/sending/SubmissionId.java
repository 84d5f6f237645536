package io.lettergate.sending;

import java.util.Optional;
import java.util.UUID;

/** Which submission: the same on every node and after a restart. */
public record SubmissionId(UUID value) {

    public static SubmissionId random() {
        return new SubmissionId(UUID.randomUUID());
    }

    /** Reads one; empty for what is none. */
    public static Optional<SubmissionId> of(String text) {
        try {
            return Optional.of(new SubmissionId(UUID.fromString(text)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
