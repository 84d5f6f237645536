package io.lettergate.collecting;

import io.lettergate.mail.MessageRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one message on the server.
 *
 * @param key names the row for ever, in URLs too
 * @param uidl the server's own name for it
 * @param size octets, as the server says
 * @param digest SHA-256 of our copy, in hexadecimal; absent while there is none
 * @param firstSeenAt when we first saw it there
 * @param storedAt when our copy was stored
 * @param message where our copy is; absent while there is none, and once it was removed for good
 * @param subject of our copy, to be shown; empty where unknown
 * @param leavesAt when it will leave the server; absent if it will not
 * @param goneAt when it was found to be gone from the server
 * @param removeWanted whether the person had it removed, and can still take that back
 * @param removeSent whether the server was told to remove it, and has not yet shown that it did
 * @param problem why we have no copy, or why it does not leave; absent where all is well
 */
public record LedgerRow(
        String key,
        String uidl,
        long size,
        @Nullable String digest,
        Instant firstSeenAt,
        @Nullable Instant storedAt,
        @Nullable MessageRef message,
        String subject,
        String sender,
        State state,
        boolean pinned,
        @Nullable Instant leavesAt,
        @Nullable Instant goneAt,
        boolean removeWanted,
        boolean removeSent,
        @Nullable String problem) {

    /** How it stands with the server's copy. */
    public enum State {
        /** It is there, and we have no copy yet. */
        WAITING,
        /** It is there, and here. */
        ON_SERVER,
        /** It is here, and will leave there as soon as we look next. */
        DUE,
        /** It is here, and stays there, whatever the window says. */
        PINNED,
        /** It would leave, but everything is held. */
        HELD,
        /** We removed it there; it is here. */
        REMOVED,
        /** It went from there, and not through us; it is here, unless it went before it was collected. */
        VANISHED,
        /** It is there and was never collected, as the person wanted. */
        PASSED_OVER,
        /** It is there and could not be collected; we shall not remove it. */
        FAILED
    }
}
