package io.lettergate.sending;

import io.lettergate.mail.MessageRef;
import java.util.Locale;

/** The message that a submission answers or forwards, and which is marked so when that is sent. */
public record Original(MessageRef message, Kind kind) {

    /** What became of it. */
    public enum Kind {
        /** It is marked as answered. */
        ANSWERED,
        /** It is marked as forwarded, where its server keeps such a mark. */
        FORWARDED;

        /** The kind as JSON and the table spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
