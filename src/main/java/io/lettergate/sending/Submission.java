package io.lettergate.sending;

import io.lettergate.accounts.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way out, and what became of it.
 *
 * @param subject of its header, decoded, as people know it; empty where it has none
 * @param size octets on the wire
 * @param sendAt when it is sent, if nobody takes it back before
 * @param nextAt when it is tried again; absent where it is not
 * @param sentAt when the server took it; absent where it did not
 * @param problem why it waits or failed, in a sentence; absent where there is nothing to say
 * @param copyProblem why the copy in Sent is not there yet, in a sentence
 */
public record Submission(
        SubmissionId id,
        AccountId account,
        State state,
        MailPath from,
        List<Recipient> recipients,
        String subject,
        @Nullable String messageId,
        long size,
        Instant createdAt,
        Instant sendAt,
        @Nullable Instant nextAt,
        @Nullable Instant sentAt,
        int attempts,
        @Nullable String problem,
        Copy copy,
        @Nullable String copyProblem) {

    public Submission {
        recipients = List.copyOf(recipients);
    }

    /** How it stands. */
    public enum State {
        /** It waits for its time, and can be taken back. */
        HELD,
        /** It is to be sent, or to be tried again, and can be taken back. */
        QUEUED,
        /** It is handed in just now. */
        SENDING,
        /** The server took it for all that it did not refuse. */
        SENT,
        /** Nobody gets it, unless somebody has it sent again. */
        FAILED,
        /** The server may have it: only a person can say whether it is sent again. */
        UNCERTAIN,
        /** It was taken back. */
        CANCELLED;

        /** The state as JSON and the table spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of the copy in Sent. */
    public enum Copy {
        /** Nobody wants one. */
        NONE,
        /** It is to be filed when the message is sent. */
        WANTED,
        /** The message is sent, and its copy is not filed yet. */
        PENDING,
        FILED,
        /** The provider files it itself. */
        PROVIDER,
        /** It could not be filed, and nobody tries again. */
        FAILED;

        /** The word as JSON and the table spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it can be taken back. */
    public boolean isCancellable() {
        return state == State.HELD || state == State.QUEUED;
    }

    /** Whether some have it for certain. */
    public boolean isReceived() {
        return recipients.stream().anyMatch(one -> one.outcome() == Recipient.Outcome.ACCEPTED);
    }

    /** Whether somebody may have it sent again. */
    public boolean isRepeatable() {
        return state == State.FAILED || state == State.UNCERTAIN || state == State.CANCELLED || isPartial();
    }

    /** Whether some have it, and others were refused for good. */
    public boolean isPartial() {
        return state == State.SENT && recipients.stream().anyMatch(one -> one.outcome() == Recipient.Outcome.REFUSED);
    }

    /** Whether nothing happens to it any more by itself. */
    public boolean isOver() {
        return isRepeatable() || state == State.SENT;
    }
}
