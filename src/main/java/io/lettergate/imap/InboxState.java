package io.lettergate.imap;

import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a watch knows of the inbox.
 *
 * @param modSeq up to where changes are known; 0 where the server does not count them (RFC 7162 §3.1.2)
 * @param flags of the newest messages, where the server does not count changes
 */
record InboxState(UidValidity uidValidity, long modSeq, UidRanges uids, Map<Long, String> flags) {

    InboxState {
        flags = Map.copyOf(flags);
    }

    boolean countsChanges() {
        return modSeq > 0;
    }

    List<MessageRef> refs(UidRanges some) {
        List<MessageRef> refs = new ArrayList<>();
        some.iterator()
                .forEachRemaining((long uid) -> refs.add(new MessageRef(MailboxName.INBOX, uidValidity, new Uid(uid))));
        return refs;
    }

    /** As one line that {@link #parse} reads; flags are not kept. */
    String line() {
        return uidValidity.value() + " " + modSeq + " " + uids;
    }

    static Optional<InboxState> parse(String line) {
        try {
            var parts = line.split(" ", -1);
            var validity = new UidValidity(Long.parseLong(parts[0]));
            return Optional.of(new InboxState(validity, Long.parseLong(parts[1]), UidRanges.parse(parts[2]), Map.of()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | UnreadableException unreadable) {
            return Optional.empty();
        }
    }
}
