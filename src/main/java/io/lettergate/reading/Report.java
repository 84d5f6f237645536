package io.lettergate.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server, or the program of a receiver, reports of a message that was sent (RFC 3464, RFC 8098).
 *
 * @param outcomes for each receiver
 */
public record Report(List<Outcome> outcomes) {

    public Report {
        outcomes = List.copyOf(outcomes);
    }

    /** What became of a message. */
    public enum Fate {
        FAILED,
        DELAYED,
        DELIVERED,
        RELAYED,
        EXPANDED,
        /** Its receiver opened it. */
        DISPLAYED,
        /** Its receiver removed it, unread or not. */
        DELETED,
        UNKNOWN
    }

    /** Why, in the terms of the codes of RFC 3463. */
    public enum Reason {
        NO_SUCH_ADDRESS,
        NO_SUCH_DOMAIN,
        DISABLED,
        FULL,
        TOO_LARGE,
        NO_ANSWER,
        EXPIRED,
        LOOP,
        SYSTEM,
        CONTENT,
        REFUSED,
        NOT_AUTHENTIC,
        UNKNOWN
    }

    /**
     * What became of it for one receiver.
     *
     * @param address empty where it is not told
     * @param status the code, as in "5.1.1"; absent where there is none
     * @param words what the server said, for those who want to know
     */
    public record Outcome(
            String address,
            Fate fate,
            Reason reason,
            @Nullable String status,
            String words) {}
}
