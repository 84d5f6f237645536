package io.lettergate.pop3;

import io.lettergate.mail.Uidl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one session lists. Only a complete listing says anything about messages that are not in it.
 *
 * @param entries in the server's order; what could not be read is not among them
 * @param complete whether every line could be read, and all counts agree
 * @param uidls whether the server gives its messages unique-ids
 */
record Listing(List<Entry> entries, boolean complete, boolean uidls) {

    Listing {
        entries = List.copyOf(entries);
    }

    /**
     * A message in this session.
     *
     * @param number good for this session only
     * @param uidl absent where the server has none for any message
     * @param size what the server says, which may not be true
     */
    record Entry(int number, @Nullable Uidl uidl, long size) {}
}
