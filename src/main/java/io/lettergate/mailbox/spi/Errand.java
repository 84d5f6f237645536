package io.lettergate.mailbox.spi;

import io.lettergate.mail.MailboxName;
import org.jspecify.annotations.Nullable;

/**
 * What a session is wanted for.
 *
 * @param mailbox where it will stand, so that one that stands there already is lent
 * @param urgency who is served first
 */
public record Errand(@Nullable MailboxName mailbox, Urgency urgency) {

    /** Somebody waits, for anything. */
    public static final Errand ANY = new Errand(null, Urgency.SOMEBODY_WAITS);

    /** Nobody waits, for anything. */
    public static final Errand BACKGROUND = new Errand(null, Urgency.BACKGROUND);

    /** Who waits for the answer. */
    public enum Urgency {
        /** A person or a program. */
        SOMEBODY_WAITS,
        /** Nobody: it is served after all others, and never takes the last session. */
        BACKGROUND
    }

    /** The same in a mailbox. */
    public Errand in(MailboxName name) {
        return new Errand(name, urgency);
    }

    /** Whether nobody waits. */
    public boolean isBackground() {
        return urgency == Urgency.BACKGROUND;
    }
}
