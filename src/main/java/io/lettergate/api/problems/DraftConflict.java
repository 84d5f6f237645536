package io.lettergate.api.problems;

import java.io.Serial;

/** A draft was changed by somebody else; what the caller wanted is kept beside it. */
public final class DraftConflict extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String kept;

    /**
     * Two versions.
     *
     * @param kept the address of the draft that the caller's is
     */
    public DraftConflict(String kept) {
        super("Two people wrote the same draft", null, false, false);
        this.kept = kept;
    }

    String kept() {
        return kept;
    }
}
