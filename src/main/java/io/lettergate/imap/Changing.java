package io.lettergate.imap;

import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.Moved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.Argument;

/** Flags, moves and removes messages (RFC 9051 §6.4). */
final class Changing {

    private final ImapWire wire;

    Changing(ImapWire wire) {
        this.wire = wire;
    }

    /** Sets and clears flags; fails only where none of the messages is there any more. */
    void flag(List<MessageRef> messages, Set<Flag> set, Set<Flag> clear) {
        int answered = 0;
        for (var refs : byMailbox(messages)) {
            Selecting.at(wire, refs.getFirst());
            answered += store(uids(refs), "+FLAGS", set) + store(uids(refs), "-FLAGS", clear);
        }
        if (answered == 0 && !messages.isEmpty() && !(set.isEmpty() && clear.isEmpty())) {
            requireAny(messages);
        }
    }

    private int store(UidSet uids, String item, Set<Flag> flags) {
        if (flags.isEmpty()) {
            return 0;
        }
        var arguments = new Argument().writeAtom(uids + " " + item + " " + Flags.list(flags));
        return (int) wire.ask("UID STORE", arguments).all("FETCH").count();
    }

    List<Moved> move(List<MessageRef> messages, MailboxName destination) {
        List<Moved> moved = new ArrayList<>();
        for (var refs : byMailbox(messages)) {
            Selecting.at(wire, refs.getFirst());
            moved.addAll(byMove(refs, destination));
        }
        if (moved.isEmpty() && !messages.isEmpty()) {
            throw new MailFailure.MessageGone();
        }
        return moved;
    }

    /** A server that offers MOVE and does not understand it gets no second one for a day. */
    private List<Moved> byMove(List<MessageRef> refs, MailboxName destination) {
        if (!wire.hasCapability("MOVE")) {
            return copy(refs, destination);
        }
        try {
            return move("UID MOVE", refs, destination);
        } catch (MailFailure.ServerRefused refused) {
            if (refused.isUnderstood()) {
                throw refused;
            }
            wire.lies("MOVE");
            return copy(refs, destination);
        }
    }

    /** Without MOVE (RFC 6851): a crash in between leaves two, never none. */
    private List<Moved> copy(List<MessageRef> refs, MailboxName destination) {
        var copied = move("UID COPY", refs, destination);
        if (!copied.isEmpty()) {
            delete(copied.stream().map(Moved::from).toList());
        }
        return copied;
    }

    private List<Moved> move(String command, List<MessageRef> refs, MailboxName destination) {
        var tells = wire.hasCapability("UIDPLUS");
        var there = tells ? refs : present(refs);
        if (there.isEmpty()) {
            return List.of();
        }
        var arguments = new Argument().writeAtom(uids(there).toString()).append(wire.mailbox(destination));
        var answers = wire.change(command, arguments);
        var places = places(answers, destination, there.size());
        return there.stream()
                .filter(ref -> !tells || places.containsKey(ref.uid()))
                .map(ref -> new Moved(ref, places.get(ref.uid())))
                .toList();
    }

    /** Where messages went, by COPYUID (RFC 4315 §3). */
    private static Map<Uid, MessageRef> places(Answers answers, MailboxName destination, int most) {
        Map<Uid, MessageRef> places = new HashMap<>();
        answers.coded("COPYUID").forEach(answer -> {
            var values = answer.codeValues();
            var told = values == null ? List.<Value>of() : values.all();
            if (told.size() >= 3) {
                var from = UidSet.parse(told.get(1).asText(), most);
                var to = UidSet.parse(told.get(2).asText(), most);
                var uidValidity = new UidValidity(told.get(0).asNumber());
                for (int index = 0; index < Math.min(from.size(), to.size()); index++) {
                    places.put(from.get(index), new MessageRef(destination, uidValidity, to.get(index)));
                }
            }
        });
        return places;
    }

    /** Removes messages for good; what another program has marked as deleted stays. */
    void delete(List<MessageRef> messages) {
        for (var refs : byMailbox(messages)) {
            Selecting.at(wire, refs.getFirst());
            var uids = uids(refs);
            var marked = wire.ask("UID STORE", new Argument().writeAtom(uids + " +FLAGS (\\Deleted)"));
            if (marked.all("FETCH").findAny().isEmpty() && present(refs).isEmpty()) {
                throw new MailFailure.MessageGone();
            }
            if (wire.hasCapability("UIDPLUS")) {
                wire.change("UID EXPUNGE", new Argument().writeAtom(uids.toString()));
            } else if (nothingElseIsMarked(uids)) {
                wire.change("EXPUNGE", null);
            }
        }
    }

    /**
     * Without UIDPLUS a plain EXPUNGE takes all that is marked, so it is sent only where we marked all of it; else the
     * messages stay behind, marked.
     */
    private boolean nothingElseIsMarked(UidSet ours) {
        var own = ours.uids().stream().map(Uid::value).collect(Collectors.toSet());
        return wire.ask("UID SEARCH", new Argument().writeAtom("DELETED"))
                .all("SEARCH")
                .flatMap(answer -> answer.values().all().stream())
                .allMatch(found -> own.contains(found.asNumber()));
    }

    private void requireAny(List<MessageRef> messages) {
        for (var refs : byMailbox(messages)) {
            Selecting.at(wire, refs.getFirst());
            if (!present(refs).isEmpty()) {
                return;
            }
        }
        throw new MailFailure.MessageGone();
    }

    private List<MessageRef> present(List<MessageRef> refs) {
        var arguments = new Argument().writeAtom(uids(refs) + " (UID)");
        Set<Uid> found = new HashSet<>();
        wire.run("UID FETCH", arguments)
                .all("FETCH")
                .forEach(answer -> Fetched.read(answer).uid().ifPresent(found::add));
        return refs.stream().filter(ref -> found.contains(ref.uid())).toList();
    }

    private static List<List<MessageRef>> byMailbox(List<MessageRef> messages) {
        Map<Place, List<MessageRef>> places = new LinkedHashMap<>();
        messages.stream()
                .distinct()
                .forEach(ref -> places.computeIfAbsent(
                                new Place(ref.mailbox(), ref.uidValidity()), place -> new ArrayList<>())
                        .add(ref));
        return List.copyOf(places.values());
    }

    private static UidSet uids(List<MessageRef> refs) {
        return UidSet.of(refs.stream().map(MessageRef::uid).collect(Collectors.toSet()));
    }

    private record Place(MailboxName mailbox, UidValidity uidValidity) {}
}
