package io.lettergate.imap;

import io.lettergate.imap.cache.Marks;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxStatus;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.spi.MailChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what happened in the inbox since it was looked at last: by what the server tells (QRESYNC, CONDSTORE: RFC
 * 7162), else by comparing. Whatever does not add up is compared, so that no server's slip hides a message.
 */
class InboxSync {

    /** More changes than anybody follows one by one. */
    private static final int MOST = 1_000;
    /** As many flags are compared where the server does not count changes. */
    private static final int WINDOW = 50;

    /** How many UIDs an answer may hold, so that it stays within the bounds of a line. */
    private static final int LOT = 50_000;

    private final ImapWire wire;
    private final boolean tellsVanished;
    private final boolean countsChanges;

    InboxSync(ImapWire wire) {
        this.wire = wire;
        this.tellsVanished = wire.hasCapability("QRESYNC") && wire.hasCapability("ENABLE");
        this.countsChanges = tellsVanished || wire.hasCapability("CONDSTORE");
    }

    /** Goes into the inbox, reading only, and finds out what happened while nobody watched. */
    Outcome enter(@Nullable InboxState known) {
        if (tellsVanished) {
            wire.ask("ENABLE", new Argument().writeAtom("QRESYNC"));
        }
        var arguments = wire.mailbox(MailboxName.INBOX);
        if (countsChanges && !tellsVanished) {
            arguments.writeAtom("(CONDSTORE)");
        }
        var answers = wire.ask("EXAMINE", arguments);
        var validity = new UidValidity(Math.clamp(coded(answers, "UIDVALIDITY"), 0, 0xFFFF_FFFFL));
        var modSeq = countsChanges ? coded(answers, "HIGHESTMODSEQ") : 0;
        if (known == null || !known.uidValidity().equals(validity)) {
            return begin(known, validity, modSeq);
        }
        return known.countsChanges() && modSeq >= known.modSeq() ? catchUp(known) : compare(known, modSeq);
    }

    private Outcome begin(@Nullable InboxState known, UidValidity validity, long modSeq) {
        var state = new InboxState(
                validity,
                modSeq,
                allUids(),
                modSeq > 0 ? Map.of() : window(UidRanges.NONE).flags());
        var status = status();
        return new Outcome(
                state,
                List.of(
                        known == null
                                ? new MailChange.MailboxChanged(MailboxName.INBOX, status.messages(), status.unseen())
                                : new MailChange.MailboxReset(MailboxName.INBOX)),
                Heard.DOUBTFUL);
    }

    /** The count of changes went back or was never there: flags may be others, too. */
    private Outcome compare(InboxState known, long modSeq) {
        var flags = modSeq > 0 ? Map.<Long, String>of() : window(known.uids()).flags();
        var state = new InboxState(known.uidValidity(), modSeq, allUids(), flags);
        return outcome(known, state, UidRanges.NONE, Heard.DOUBTFUL);
    }

    /** Finds out what happened since; the inbox is selected. */
    Outcome catchUp(InboxState known) {
        var found = known.countsChanges() ? changedSince(known.modSeq()) : window(known.uids());
        var modSeq = known.countsChanges() ? Math.max(known.modSeq(), found.modSeq()) : 0;
        var uids = known.uids().minus(found.vanished()).plus(found.uids());
        var flagged = known.countsChanges() ? known.uids().and(found.uids()) : differ(known.flags(), found.flags());
        var flags = known.countsChanges() ? Map.<Long, String>of() : found.flags();
        return outcome(known, new InboxState(known.uidValidity(), modSeq, uids, flags), flagged, found.heard());
    }

    private static UidRanges differ(Map<Long, String> before, Map<Long, String> now) {
        return UidRanges.of(before.entrySet().stream()
                .filter(message -> {
                    var flags = now.get(message.getKey());
                    return flags != null && !flags.equals(message.getValue());
                })
                .mapToLong(Map.Entry::getKey));
    }

    /** Says what is different, after the number of messages was compared with the server's. */
    private Outcome outcome(InboxState known, InboxState found, UidRanges flagged, Heard heard) {
        var status = status();
        var uids = found.uids().count() == status.messages() ? found.uids() : allUids();
        var state = new InboxState(found.uidValidity(), found.modSeq(), uids, found.flags());
        var arrived = uids.minus(known.uids());
        var removed = known.uids().minus(uids);
        var kept = flagged.and(uids);
        List<MailChange> changes = new ArrayList<>();
        if (arrived.count() + removed.count() + kept.count() > MOST) {
            changes.add(new MailChange.MailboxReset(MailboxName.INBOX));
            return new Outcome(state, changes, Heard.DOUBTFUL);
        }
        if (arrived.count() > 0) {
            changes.add(new MailChange.MessagesArrived(MailboxName.INBOX, state.refs(arrived)));
        }
        if (kept.count() > 0) {
            changes.add(new MailChange.MessagesFlagged(MailboxName.INBOX, state.refs(kept)));
        }
        if (removed.count() > 0) {
            changes.add(new MailChange.MessagesRemoved(MailboxName.INBOX, state.refs(removed)));
        }
        if (heard.isDoubtful() || !changes.isEmpty()) {
            changes.add(new MailChange.MailboxChanged(MailboxName.INBOX, status.messages(), status.unseen()));
        }
        return new Outcome(state, changes, heard);
    }

    private Found changedSince(long modSeq) {
        return fetch(1, "(CHANGEDSINCE " + modSeq + (tellsVanished ? " VANISHED)" : ")"), new Found(false));
    }

    private Found window(UidRanges known) {
        return fetch(known.fromTheEnd(WINDOW), null, new Found(true));
    }

    private Found fetch(long from, @Nullable String modifier, Found found) {
        var arguments = new Argument().writeAtom(from + ":*").writeAtom("(UID FLAGS)");
        if (modifier != null) {
            arguments.writeAtom(modifier);
        }
        var completion = wire.stream("UID FETCH", arguments, found::see);
        if (completion.isBAD()) {
            throw new UnreadableException("a refusal of UID FETCH");
        }
        return found;
    }

    private UidRanges allUids() {
        if (wire.hasCapability("ESEARCH")) {
            var answers = wire.ask("UID SEARCH", new Argument().writeAtom("RETURN (ALL) ALL"));
            return answers.all("ESEARCH").map(InboxSync::all).findFirst().orElse(UidRanges.NONE);
        }
        var uids = UidRanges.NONE;
        var messages = status().messages();
        for (long first = 1; first <= messages; first += LOT) {
            var last = first + LOT > messages ? "*" : String.valueOf(first + LOT - 1);
            // GreenMail does not take 1:* where it takes ALL.
            var all = messages <= LOT ? "ALL" : first + ":" + last;
            uids = uids.plus(searched(wire.ask("UID SEARCH", new Argument().writeAtom(all))));
        }
        return uids;
    }

    private static UidRanges searched(Answers answers) {
        return UidRanges.of(answers.all("SEARCH")
                .flatMapToLong(answer -> answer.values().all().stream().mapToLong(Value::asNumber))
                .filter(uid -> uid > 0 && uid <= 0xFFFF_FFFFL));
    }

    private static UidRanges all(Answer answer) {
        var values = answer.values().all().stream().map(Value::asText).toList();
        var all = values.stream()
                .map(word -> word.toUpperCase(Locale.ROOT))
                .toList()
                .indexOf("ALL");
        return all < 0 || all + 1 >= values.size() ? UidRanges.NONE : UidRanges.parse(values.get(all + 1));
    }

    private MailboxStatus status() {
        return new MailboxTree(wire).status(MailboxName.INBOX);
    }

    private static long coded(Answers answers, String code) {
        return answers.coded(code)
                .map(Answer::codeValues)
                .mapToLong(values ->
                        values == null || !values.hasMore() ? 0 : values.next().asNumber())
                .filter(number -> number > 0)
                .findFirst()
                .orElse(0);
    }

    /** What one look found. */
    record Outcome(InboxState state, List<MailChange> changes, Heard heard) {

        Outcome {
            changes = List.copyOf(changes);
        }
    }

    /**
     * What the server said of flags.
     *
     * @param isDoubtful whether messages that are not told of may have others than before
     */
    record Heard(boolean isDoubtful, Map<Uid, Marks> marks) {

        static final Heard DOUBTFUL = new Heard(true, Map.of());

        Heard {
            marks = Map.copyOf(marks);
        }
    }

    /** What a FETCH told of the inbox. */
    private static final class Found {

        private final List<Long> uids = new ArrayList<>();
        private final Map<Long, String> flags = new HashMap<>();
        private final Map<Uid, Marks> marks = new HashMap<>();
        private final boolean keepsFlags;
        private UidRanges vanished = UidRanges.NONE;
        private long modSeq;

        Found(boolean keepsFlags) {
            this.keepsFlags = keepsFlags;
        }

        void see(Answer answer) {
            if (answer.is("FETCH")) {
                seeMessage(Fetched.read(answer));
            } else if (answer.is("VANISHED")) {
                vanished = vanished.plus(
                        UidRanges.parse(answer.values().all().getLast().asText()));
            }
        }

        private void seeMessage(Fetched message) {
            var counted = message.item("MODSEQ");
            if (counted instanceof Value.Many many) {
                modSeq = Math.max(modSeq, many.at(0).asNumber());
            }
            message.uid().ifPresent(uid -> {
                uids.add(uid.value());
                if (marks.size() <= MOST && message.item("FLAGS") != null) {
                    marks.put(uid, message.marks());
                }
                if (keepsFlags) {
                    flags.put(uid.value(), words(message.item("FLAGS")));
                }
            });
        }

        private static String words(@Nullable Value flags) {
            return flags == null
                    ? ""
                    : flags.asList().stream()
                            .map(Value::asText)
                            .filter(flag -> !flag.equalsIgnoreCase("\\Recent"))
                            .sorted()
                            .collect(Collectors.joining(" "));
        }

        UidRanges uids() {
            return UidRanges.of(uids.stream().mapToLong(Long::longValue));
        }

        Map<Long, String> flags() {
            return flags;
        }

        Heard heard() {
            return new Heard(uids.size() > MOST, marks);
        }

        UidRanges vanished() {
            return vanished;
        }

        long modSeq() {
            return modSeq;
        }
    }
}
