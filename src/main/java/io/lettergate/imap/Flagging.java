package io.lettergate.imap;

import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.ModSeq;
import io.lettergate.mail.Uid;
import io.lettergate.mailbox.Feature;
import io.lettergate.mailbox.Flagged;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;

/** Sets and clears flags (RFC 9051 §6.4.6, RFC 7162 §3.1.3). */
final class Flagging {

    private final ImapWire wire;

    Flagging(ImapWire wire) {
        this.wire = wire;
    }

    /** Fails only where none of the messages is there any more. */
    Flagged flag(List<MessageRef> messages, Set<Flag> set, Set<Flag> clear, @Nullable ModSeq unlessChangedSince) {
        if (unlessChangedSince != null && !Selecting.hasModSeq(wire)) {
            wire.needs(Feature.CONDSTORE);
        }
        Set<MessageRef> done = new HashSet<>();
        Set<MessageRef> changed = new HashSet<>();
        if (messages.isEmpty() || (set.isEmpty() && clear.isEmpty())) {
            return new Flagged(Set.copyOf(messages), changed);
        }
        for (var part : new Batch(messages).parts()) {
            Selecting.toChange(wire, part.first());
            flag(part, set, clear, unlessChangedSince, done, changed);
        }
        if (done.isEmpty() && changed.isEmpty()) {
            throw new MailFailure.MessageGone();
        }
        return new Flagged(done, changed);
    }

    /** The condition goes with the first command only: that one changes what it looks at. */
    private void flag(
            Batch part,
            Set<Flag> set,
            Set<Flag> clear,
            @Nullable ModSeq unlessChangedSince,
            Set<MessageRef> done,
            Set<MessageRef> changed) {
        var first = set.isEmpty()
                ? store(part, "-FLAGS", clear, unlessChangedSince)
                : store(part, "+FLAGS", set, unlessChangedSince);
        var modified = modified(first, part);
        var left = new Batch(part.messages().stream()
                .filter(ref -> !modified.contains(ref.uid()))
                .toList());
        changed.addAll(part.only(modified));
        if (left.isEmpty()) {
            return;
        }
        var told = new HashSet<>(Batch.told(first));
        if (!set.isEmpty() && !clear.isEmpty()) {
            told.addAll(Batch.told(store(left, "-FLAGS", clear, null)));
        }
        var marked = left.only(told);
        done.addAll(marked.size() == left.messages().size() ? marked : looked(left, set, clear));
    }

    /** Where the server did not tell of all: some are gone, or it does not let this be changed. */
    private List<MessageRef> looked(Batch part, Set<Flag> set, Set<Flag> clear) {
        var flag = set.isEmpty() ? clear.iterator().next() : set.iterator().next();
        var done = part.flagged(wire, Flags.name(flag), !set.isEmpty());
        if (done.isEmpty() && !part.presentHere(wire).isEmpty()) {
            throw new MailFailure.NotPermitted("");
        }
        return done;
    }

    private Answers store(Batch part, String item, Set<Flag> flags, @Nullable ModSeq unlessChangedSince) {
        var condition = unlessChangedSince == null ? "" : " (UNCHANGEDSINCE " + unlessChangedSince.value() + ")";
        var arguments = new Argument().writeAtom(part.uids() + condition + " " + item + " " + Flags.list(flags));
        // A condition that was met once is not met again: the answer to a second try would be wrong.
        return unlessChangedSince == null ? wire.ask("UID STORE", arguments) : wire.change("UID STORE", arguments);
    }

    private static Set<Uid> modified(Answers answers, Batch part) {
        return answers.coded("MODIFIED")
                .map(Answer::codeValues)
                .filter(values -> values != null && values.hasMore())
                .flatMap(values ->
                        UidSet.parse(values.next().asText(), part.messages().size()).stream())
                .collect(Collectors.toSet());
    }
}
