package io.lettergate.sending.drafts;

import io.lettergate.mail.MessageRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An unfinished message as it was last saved.
 *
 * @param version counts each time it is saved, from 1
 * @param messageId the Message-ID that it will have, without brackets
 * @param copy where its copy among the account's drafts is; absent where none is known
 * @param filed the version of that copy; 0 where there is none
 * @param submission the one that it was handed to the outbox as
 */
public record Draft(
        String id,
        long version,
        DraftContent content,
        String messageId,
        Instant savedAt,
        @Nullable MessageRef copy,
        long filed,
        @Nullable String submission) {

    /** Whether its copy is as it was last saved. */
    public boolean isFiled() {
        return filed == version;
    }
}
