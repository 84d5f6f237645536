package io.lettergate.imap;

import io.lettergate.imap.cache.MailboxRows;
import io.lettergate.imap.cache.MailboxRows.Entered;
import io.lettergate.mail.Uid;
import java.util.Arrays;
import org.eclipse.angus.mail.iap.Argument;

/** Compares all that is remembered of a mailbox with what is there, when its versions cannot be trusted. */
record Comparing(ImapWire wire, Selected selected, MailboxRows cache) {

    /** Whether MODSEQ went backwards, or went away (RFC 7162 §3.1.2.2, NOMODSEQ). */
    boolean isDue(Entered before) {
        var highest = selected.highest();
        return before.modSeq() > (highest == null ? 0 : highest.value());
    }

    void run() {
        var remembered = cache.uids();
        if (remembered.isEmpty()) {
            return;
        }
        var there = new Searching(wire, selected).uids(new Argument().writeAtom("ALL"));
        cache.remove(remembered.stream()
                .filter((Uid uid) -> Arrays.binarySearch(there, uid.value()) < 0)
                .toList());
    }
}
