package io.lettergate.imap;

import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.Argument;

/** Messages that something is done with at once. */
record Batch(List<MessageRef> messages) {

    private static final int MOST_AT_ONCE = 500;

    Batch {
        messages = messages.stream().distinct().toList();
    }

    /** The messages of each mailbox by itself, and no more at once than a command line takes. */
    List<Batch> parts() {
        Map<Place, List<MessageRef>> places = new LinkedHashMap<>();
        messages.forEach(
                ref -> places.computeIfAbsent(new Place(ref.mailbox(), ref.uidValidity()), place -> new ArrayList<>())
                        .add(ref));
        List<Batch> parts = new ArrayList<>();
        places.values().forEach(refs -> {
            for (int start = 0; start < refs.size(); start += MOST_AT_ONCE) {
                parts.add(new Batch(refs.subList(start, Math.min(start + MOST_AT_ONCE, refs.size()))));
            }
        });
        return parts;
    }

    MessageRef first() {
        return messages.getFirst();
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    UidSet uids() {
        return UidSet.of(messages.stream().map(MessageRef::uid).collect(Collectors.toSet()));
    }

    List<MessageRef> only(Set<Uid> uids) {
        return messages.stream().filter(ref -> uids.contains(ref.uid())).toList();
    }

    /** Those that the server still has. */
    List<MessageRef> present(ImapWire wire) {
        List<MessageRef> present = new ArrayList<>();
        for (var part : parts()) {
            Selecting.at(wire, part.first());
            present.addAll(part.presentHere(wire));
        }
        return present;
    }

    /** As {@link #present}, for messages of the mailbox that is selected. */
    List<MessageRef> presentHere(ImapWire wire) {
        var arguments = new Argument().writeAtom(uids() + " (UID)");
        return only(told(wire.run("UID FETCH", arguments)));
    }

    /**
     * Those that have or lack a flag now, of the mailbox that is selected: servers pass over in silence what they do not
     * let anybody change.
     */
    List<MessageRef> flagged(ImapWire wire, String flag, boolean wanted) {
        var arguments = new Argument().writeAtom(uids() + " (UID FLAGS)");
        Set<Uid> found = new HashSet<>();
        wire.run("UID FETCH", arguments).all("FETCH").map(Fetched::read).forEach(fetched -> {
            if (fetched.has(flag) == wanted) {
                fetched.uid().ifPresent(found::add);
            }
        });
        return only(found);
    }

    /** The UIDs that an answer tells of. */
    static Set<Uid> told(Answers answers) {
        Set<Uid> told = new HashSet<>();
        answers.all("FETCH").forEach(answer -> Fetched.read(answer).uid().ifPresent(told::add));
        return told;
    }

    private record Place(MailboxName mailbox, UidValidity uidValidity) {}
}
