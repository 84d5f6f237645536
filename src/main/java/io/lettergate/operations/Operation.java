package io.lettergate.operations;

import io.lettergate.accounts.AccountId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Long work, and how far it is.
 *
 * @param owner the account that whoever asked had signed in with
 * @param account the account that it is about
 * @param kind what is done, in a word
 * @param done how much is done, in messages
 * @param total how much there is to do; absent while nobody knows
 * @param message what is done just now, or why it waits or failed, in a sentence; absent where there is nothing to say
 * @param wanted what was asked for, as JSON that only those read who do it
 * @param details what else there is to tell, as a JSON object
 * @param ending whether it was cancelled and is about to end
 */
public record Operation(
        OperationId id,
        AccountId owner,
        AccountId account,
        String kind,
        State state,
        long done,
        @Nullable Long total,
        @Nullable String message,
        String wanted,
        String details,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        boolean ending) {

    /** How it stands. */
    public enum State {
        /** It has not begun, or was cut short, or waits for a server or for its owner. */
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        /** The state as JSON and the table spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isOver() {
        return state != State.WAITING && state != State.RUNNING;
    }

    /** How much of it is done, 0 to 100; absent while nobody knows. */
    public @Nullable Integer percent() {
        return total == null ? null : total == 0 ? 100 : (int) Math.clamp(done * 100 / total, 0, 100);
    }
}
