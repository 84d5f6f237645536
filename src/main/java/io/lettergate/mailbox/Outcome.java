package io.lettergate.mailbox;

import io.lettergate.mail.MessageRef;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of a change to one message of many.
 *
 * @param id as the caller gave it
 * @param now where it is, or its copy; absent where it did not get a new place, or the server does not tell
 * @param reason why it was not done, in a sentence; absent where it was
 */
public record Outcome(
        String id,
        Result result,
        @Nullable MessageRef now,
        @Nullable String reason) {

    /** How it ended. */
    public enum Result {
        DONE,
        /** It was removed or moved by somebody else before. */
        GONE,
        /** Somebody else changed it meanwhile, so it was left alone. */
        CHANGED,
        /** The server said no. */
        REFUSED,
        /** The connection broke: it may be done or not. */
        UNKNOWN;

        /** As JSON spells it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Outcome of(String id, Result result) {
        return new Outcome(id, result, null, null);
    }

    public boolean isDone() {
        return result == Result.DONE;
    }
}
