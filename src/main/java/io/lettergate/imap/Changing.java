package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.Moved;
import io.lettergate.mailbox.spi.MoveWitness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.Argument;

/** Moves, copies and removes messages (RFC 9051 §6.4). */
final class Changing {

    private final ImapWire wire;

    Changing(ImapWire wire) {
        this.wire = wire;
    }

    List<Moved> move(List<MessageRef> messages, MailboxName destination, MoveWitness witness) {
        List<Moved> moved = new ArrayList<>();
        for (var part : new Batch(messages).parts()) {
            Selecting.toChange(wire, part.first());
            moved.addAll(byMove(part, destination, witness));
        }
        return some(moved, messages);
    }

    List<Moved> copy(List<MessageRef> messages, MailboxName destination) {
        List<Moved> copied = new ArrayList<>();
        for (var part : new Batch(messages).parts()) {
            Selecting.at(wire, part.first());
            copied.addAll(transfer("UID COPY", part, destination));
        }
        return some(copied, messages);
    }

    private static List<Moved> some(List<Moved> moved, List<MessageRef> messages) {
        if (moved.isEmpty() && !messages.isEmpty()) {
            throw new MailFailure.MessageGone();
        }
        return moved;
    }

    /** A server that offers MOVE and does not understand it gets no second one for a day. */
    private List<Moved> byMove(Batch part, MailboxName destination, MoveWitness witness) {
        if (!wire.hasCapability("MOVE")) {
            return moveInSteps(part, destination, witness);
        }
        try {
            return transfer("UID MOVE", part, destination);
        } catch (MailFailure.ServerRefused refused) {
            if (refused.isUnderstood()) {
                throw refused;
            }
            wire.lies("MOVE");
            return moveInSteps(part, destination, witness);
        }
    }

    /** Without MOVE (RFC 6851): a crash in between leaves two, never none, and the witness knows which. */
    private List<Moved> moveInSteps(Batch part, MailboxName destination, MoveWitness witness) {
        var uidNext = new MailboxTree(wire).status(destination).uidNext();
        var step = witness.begin(part.messages(), destination, uidNext);
        try {
            var copied = transfer("UID COPY", part, destination);
            if (!copied.isEmpty()) {
                step.copied(copied.stream().map(Moved::from).toList());
                removeCopied(copied, step);
            }
            step.over();
            return copied;
        } catch (RuntimeException failure) {
            // As long as the server can be heard, the messages are where they were.
            if (!wire.isBroken()) {
                step.over();
            }
            throw failure;
        }
    }

    /** Takes the copies back where the server does not let the originals go. */
    private void removeCopied(List<Moved> copied, MoveWitness.Step step) {
        try {
            delete(copied.stream().map(Moved::from).toList());
        } catch (MailFailure.MessageGone gone) {
            // Somebody else removed the originals: the copies are all there is.
        } catch (RuntimeException refused) {
            if (!wire.isBroken()) {
                takeBack(copied, step, refused);
            }
            throw refused;
        }
    }

    /** Where the original is gone all the same, its copy is all there is, and stays. */
    private void takeBack(List<Moved> copied, MoveWitness.Step step, RuntimeException refused) {
        try {
            var originals = new Batch(copied.stream().map(Moved::from).toList());
            Selecting.at(wire, originals.first());
            wire.run("NOOP", null);
            var still = Set.copyOf(originals.presentHere(wire));
            step.uncopied();
            var copies = copied.stream()
                    .filter(one -> still.contains(one.from()))
                    .map(Moved::to)
                    .filter(Objects::nonNull)
                    .toList();
            if (!copies.isEmpty()) {
                delete(copies);
            }
        } catch (RuntimeException failure) {
            refused.addSuppressed(failure);
        }
    }

    private List<Moved> transfer(String command, Batch part, MailboxName destination) {
        var tells = wire.hasCapability("UIDPLUS");
        var there = tells ? part : new Batch(part.presentHere(wire));
        if (there.isEmpty()) {
            return List.of();
        }
        var arguments = new Argument().writeAtom(there.uids().toString()).append(wire.mailbox(destination));
        var answers = wire.attempt(command, arguments);
        if (answers.completion().code().equals("EXPUNGEISSUED")) {
            return transferTheRest(command, there, destination);
        }
        wire.require(answers);
        if (tells && answers.coded("COPYUID").findAny().isEmpty()) {
            return withoutPlaces(command, there, answers);
        }
        var places = places(answers, destination, there.messages().size());
        return there.messages().stream()
                .filter(ref -> !tells || places.containsKey(ref.uid()))
                .map(ref -> new Moved(ref, places.get(ref.uid())))
                .toList();
    }

    /**
     * A server with UIDPLUS tells no places where none of the messages was there, but also where it knows none that last
     * (RFC 4315 §3): what was copied is still here, and what was moved is not.
     */
    private List<Moved> withoutPlaces(String command, Batch part, Answers answers) {
        var here = Set.copyOf(part.presentHere(wire));
        var moves = command.equals("UID MOVE");
        var removed = Stream.of("EXPUNGE", "VANISHED").flatMap(answers::all).findAny();
        if (moves && removed.isEmpty()) {
            return List.of();
        }
        return part.messages().stream()
                .filter(ref -> here.contains(ref) != moves)
                .map(ref -> new Moved(ref, null))
                .toList();
    }

    /** Some servers refuse all where one of the messages is gone by now (RFC 5530). */
    private List<Moved> transferTheRest(String command, Batch part, MailboxName destination) {
        wire.ask("NOOP", null);
        var rest = new Batch(part.presentHere(wire));
        if (rest.messages().size() == part.messages().size()) {
            throw new MailFailure.ServerRefused(wire.host(), "messages are being removed by another program");
        }
        return rest.isEmpty() ? List.of() : transfer(command, rest, destination);
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
                var uidValidity = uidValidity(told.get(0).asNumber());
                for (int index = 0; index < Math.min(from.size(), to.size()); index++) {
                    places.put(from.get(index), new MessageRef(destination, uidValidity, to.get(index)));
                }
            }
        });
        return places;
    }

    private static UidValidity uidValidity(long told) {
        if (told < 0 || told > 0xFFFF_FFFFL) {
            throw new UnreadableException("a COPYUID that cannot be");
        }
        return new UidValidity(told);
    }

    /** Removes messages for good; what another program has marked as deleted stays. */
    List<MessageRef> delete(List<MessageRef> messages) {
        List<MessageRef> deleted = new ArrayList<>();
        for (var part : new Batch(messages).parts()) {
            Selecting.toChange(wire, part.first());
            deleted.addAll(deleteHere(part));
        }
        if (deleted.isEmpty() && !messages.isEmpty()) {
            throw new MailFailure.MessageGone();
        }
        return deleted;
    }

    /** What the server does not let go is not left behind as if it were to be removed. */
    private List<MessageRef> deleteHere(Batch part) {
        try {
            return markAndRemove(part);
        } catch (MailFailure refused) {
            if (!wire.isBroken()) {
                wire.run("UID STORE", new Argument().writeAtom(part.uids() + " -FLAGS.SILENT (\\Deleted)"));
            }
            throw refused;
        }
    }

    private List<MessageRef> markAndRemove(Batch part) {
        var uids = part.uids();
        var marked = wire.ask("UID STORE", new Argument().writeAtom(uids + " +FLAGS (\\Deleted)"));
        var told = part.only(marked(marked));
        var there = told.size() == part.messages().size() ? told : part.flagged(wire, "\\Deleted", true);
        if (there.isEmpty()) {
            if (!part.presentHere(wire).isEmpty()) {
                throw new MailFailure.NotPermitted("");
            }
            return there;
        }
        if (wire.hasCapability("UIDPLUS")) {
            requireRemoved(wire.change("UID EXPUNGE", new Argument().writeAtom(uids.toString())), part);
        } else if (nothingElseIsMarked(uids)) {
            wire.change("EXPUNGE", null);
        }
        return there;
    }

    /** Some servers say OK and remove nothing where the right is missing (RFC 4314 §4, right e). */
    private void requireRemoved(Answers answers, Batch part) {
        var removed = Stream.of("EXPUNGE", "VANISHED").flatMap(answers::all).findAny();
        if (removed.isEmpty() && !part.presentHere(wire).isEmpty()) {
            throw new MailFailure.NotPermitted("");
        }
    }

    /** Removes all that is in a mailbox now; what arrives meanwhile stays. */
    long empty(MailboxName mailbox) {
        var status = new MailboxTree(wire).status(mailbox);
        if (status.messages() == 0 || status.uidNext() < 2) {
            return 0;
        }
        var all = "1:" + (status.uidNext() - 1);
        Selecting.toChange(wire, new MessageRef(mailbox, status.uidValidity(), new Uid(1)));
        wire.ask("UID STORE", new Argument().writeAtom(all + " +FLAGS.SILENT (\\Deleted)"));
        if (wire.hasCapability("UIDPLUS")) {
            wire.change("UID EXPUNGE", new Argument().writeAtom(all));
        } else {
            wire.change("EXPUNGE", null);
        }
        return status.messages();
    }

    /** What the server says it marked; some say OK and mark nothing where the right is missing. */
    private static Set<Uid> marked(Answers answers) {
        return answers.all("FETCH")
                .map(Fetched::read)
                .filter(fetched -> fetched.has("\\Deleted"))
                .flatMap(fetched -> fetched.uid().stream())
                .collect(Collectors.toSet());
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
}
