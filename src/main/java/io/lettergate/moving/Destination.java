package io.lettergate.moving;

import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages of a mailbox go: to one that is there, or to one that has yet to be made.
 *
 * @param there absent where it has yet to be made
 * @param above below which it is made; absent at the top
 * @param role for which it is made
 */
record Destination(
        @Nullable Mailbox there,
        @Nullable Destination above,
        String label,
        @Nullable MailboxRole role) {

    static Destination at(Mailbox mailbox) {
        return new Destination(mailbox, null, mailbox.label(), mailbox.role());
    }

    /** What a person calls it. */
    String path() {
        if (there != null) {
            return there.name().value();
        }
        return above == null ? label : above.path() + "/" + label;
    }
}
