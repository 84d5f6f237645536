package io.lettergate.sending;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a submission at one of those who get it.
 *
 * @param words what the server said last of it; absent where it said nothing
 */
public record Recipient(
        MailPath address, Outcome outcome, @Nullable String words) {

    /** How it stands. */
    public enum Outcome {
        /** It is still to be handed in. */
        WAITING,
        /** The server took it. */
        ACCEPTED,
        /** The server never will. */
        REFUSED,
        /** The server may have it, and could not say so. */
        UNCERTAIN;

        /** The outcome as JSON and the table spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
