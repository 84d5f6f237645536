package io.lettergate.mailbox;

import io.lettergate.mail.Flag;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.ModSeq;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to do with many messages at once. */
public sealed interface MessageChange {

    /**
     * Sets and clears flags.
     *
     * @param unlessChangedSince leaves messages alone that have a higher version; absent to mark all
     */
    record Mark(Set<Flag> set, Set<Flag> clear, @Nullable ModSeq unlessChangedSince) implements MessageChange {

        public Mark {
            set = Set.copyOf(set);
            clear = Set.copyOf(clear);
        }
    }

    record Move(Mailbox destination) implements MessageChange {}

    record Copy(Mailbox destination) implements MessageChange {}

    /** To Trash; what is there already is removed for good. */
    record Discard() implements MessageChange {}

    /** For good. */
    record Delete() implements MessageChange {}
}
