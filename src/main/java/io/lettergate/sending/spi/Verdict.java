package io.lettergate.sending.spi;

import io.lettergate.sending.MailPath;

/**
 * What a server said of one who gets the message.
 *
 * @param words its code and words, or ours where it was not asked
 */
public record Verdict(MailPath address, Kind kind, String words) {

    /** What it means for us. */
    public enum Kind {
        ACCEPTED,
        /** Not now; the same may work later. */
        LATER,
        /** Never. */
        REFUSED
    }
}
