package io.lettergate.accounts;

import org.jspecify.annotations.Nullable;

/**
 * What came of knocking at a candidate's door.
 *
 * @param problem why it cannot be used, in a sentence; absent where it answers as it should
 */
public record Trial(Candidate candidate, @Nullable String problem) {

    /** Whether a mail server answered, encrypted as it should be. */
    public boolean answers() {
        return problem == null;
    }
}
