package io.lettergate.webmail;

import io.lettergate.mail.Flag;
import io.lettergate.mail.MailboxRole;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a form can ask to be done with messages. */
enum Act {
    ARCHIVE(MailboxRole.ARCHIVE),
    TRASH(MailboxRole.TRASH),
    JUNK(MailboxRole.JUNK),
    INBOX(MailboxRole.INBOX),
    /** To the mailbox that the form names. */
    MOVE(null),
    /** As {@link #MOVE}, to where the messages came from. */
    UNDO(null),
    /** To the mailbox that the form names, and the messages stay where they are, too. */
    COPY(null),
    /** Removes copies that were just made. */
    UNCOPY(null),
    READ(null),
    UNREAD(null),
    STAR(null),
    UNSTAR(null),
    /** For good. */
    DELETE(null);

    private final @Nullable MailboxRole role;

    Act(@Nullable MailboxRole role) {
        this.role = role;
    }

    static Optional<Act> of(String word) {
        return Arrays.stream(values()).filter(act -> act.word().equals(word)).findFirst();
    }

    /** As forms and message keys spell it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Which mailbox it moves to, where that has a role. */
    @Nullable
    MailboxRole role() {
        return role;
    }

    /** The flags it sets. */
    Set<Flag> set() {
        return switch (this) {
            case READ -> Set.of(Flag.SEEN);
            case STAR -> Set.of(Flag.FLAGGED);
            default -> Set.of();
        };
    }

    /** The flags it clears. */
    Set<Flag> clear() {
        return switch (this) {
            case UNREAD -> Set.of(Flag.SEEN);
            case UNSTAR -> Set.of(Flag.FLAGGED);
            default -> Set.of();
        };
    }

    boolean flags() {
        return !set().isEmpty() || !clear().isEmpty();
    }

    /** Whether a message that is open cannot stay open after it. */
    boolean closes() {
        return (!flags() && this != COPY && this != UNCOPY) || this == UNREAD;
    }
}
