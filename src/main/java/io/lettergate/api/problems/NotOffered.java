package io.lettergate.api.problems;

import java.io.Serial;

/** Something was asked for that the message does not offer. */
public final class NotOffered extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final ProblemKind kind;

    private NotOffered(ProblemKind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    /** Nobody waits for a receipt. */
    public static NotOffered receipt() {
        return new NotOffered(
                ProblemKind.RECEIPT_NOT_WANTED,
                "Nobody waits for a receipt of this message: none was asked for, or the question was answered.");
    }

    /** The message names no way out of a list. */
    public static NotOffered exit() {
        return new NotOffered(
                ProblemKind.UNSUBSCRIBE_NOT_OFFERED, "This message names no way to leave a list that can be used.");
    }

    /** The list can only be left by hand. */
    public static NotOffered exit(String page) {
        return new NotOffered(
                ProblemKind.UNSUBSCRIBE_NOT_OFFERED, "This list can only be left on its own page: " + page + " .");
    }

    ProblemKind kind() {
        return kind;
    }
}
