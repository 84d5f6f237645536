package io.lettergate.mailbox;

import io.lettergate.mail.MessageRef;
import java.util.Set;

/**
 * What came of marking messages; those in neither set are gone.
 *
 * @param done are marked as was asked
 * @param changed were changed by somebody else meanwhile, and left as they are
 */
public record Flagged(Set<MessageRef> done, Set<MessageRef> changed) {

    public Flagged {
        done = Set.copyOf(done);
        changed = Set.copyOf(changed);
    }
}
