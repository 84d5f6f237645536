package io.lettergate.imap.cache;

import io.lettergate.mail.Flag;
import io.lettergate.mail.ModSeq;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The flags of a message when it was last looked at.
 *
 * @param modSeq of the message then; absent where the server has none
 */
public record Marks(Set<Flag> flags, @Nullable ModSeq modSeq) {

    public Marks {
        flags = Set.copyOf(flags);
    }

    Marks changed(Set<Flag> set, Set<Flag> clear) {
        var changed = new HashSet<>(flags);
        changed.addAll(set);
        changed.removeAll(clear);
        return new Marks(changed, null);
    }
}
