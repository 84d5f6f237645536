package io.lettergate.mail;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of a list.
 *
 * @param receivedAt when the server got it (INTERNALDATE)
 * @param size octets of the whole message, as the server counts
 * @param preview the first words of its text, empty where there are none
 * @param readable false where the server's answer could not be read: the row is then a placeholder, and only the raw
 *     message can be had
 * @param modSeq the version of its flags; absent where the server has none
 */
public record MessageSummary(
        MessageRef ref,
        Envelope envelope,
        Set<Flag> flags,
        Instant receivedAt,
        long size,
        boolean hasAttachment,
        String preview,
        boolean readable,
        @Nullable ModSeq modSeq) {

    public MessageSummary {
        flags = Set.copyOf(flags);
    }

    public boolean isUnread() {
        return !flags.contains(Flag.SEEN);
    }

    public boolean isFlagged() {
        return flags.contains(Flag.FLAGGED);
    }

    public MessageSummary withPreview(String words) {
        return new MessageSummary(ref, envelope, flags, receivedAt, size, hasAttachment, words, readable, modSeq);
    }
}
