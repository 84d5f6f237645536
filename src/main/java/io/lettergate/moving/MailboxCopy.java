package io.lettergate.moving;

import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.Carrying;
import io.lettergate.mailbox.Inventory;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.operations.spi.Progress;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Copies the messages of one mailbox, oldest first, each once: what is there already, be it from a run that was cut
 * short before it could be noted, is found and not copied again. What one message lacks does not stop the others.
 */
@Component
class MailboxCopy {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxCopy.class);
    private static final int LOT = 1_000;
    private static final Set<Flag> EVERYWHERE = Set.of(Flag.SEEN, Flag.FLAGGED, Flag.ANSWERED, Flag.DRAFT);

    private final OldestFirst oldestFirst;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Inventory inventory;
    private final Carrying carrying;
    private final CopyJournal journal;
    private final TargetMessages targets;

    MailboxCopy(
            OldestFirst oldestFirst,
            Mailboxes mailboxes,
            Messages messages,
            Inventory inventory,
            Carrying carrying,
            CopyJournal journal,
            TargetMessages targets) {
        this.oldestFirst = oldestFirst;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.inventory = inventory;
        this.carrying = carrying;
        this.journal = journal;
        this.targets = targets;
    }

    /**
     * One mailbox to copy.
     *
     * @param total how many messages there are in all mailboxes
     */
    record Job(Route route, Mailbox source, Manner manner, long total) {}

    /** A page of it on its way to a mailbox. */
    private record Lot(Job job, Mailbox target, Map<Long, CopyJournal.Entry> known, Set<MessageRef> stillThere) {

        CopyJournal.@Nullable Entry before(MessageSummary row) {
            return known.get(row.ref().uid().value());
        }
    }

    void run(Job job, Mailbox target, CopyTally tally, Progress progress) {
        lookThrough(job, target);
        oldestFirst.each(job.route().from(), job.source(), rows -> page(job, target, rows, tally, progress));
    }

    /** Notes what lies in the target that was not known, as of now, and what is gone from there. */
    private void lookThrough(Job job, Mailbox target) {
        var to = job.route().to();
        var life = mailboxes.status(to, target.name()).uidValidity();
        var known = targets.lookedThrough(to.id(), target.name(), life);
        if (known.isPresent()) {
            forgetGone(job, target);
            oldestFirst.after(to, target, life, known.get(), rows -> targets.found(to.id(), rows));
        } else {
            oldestFirst.each(to, target, rows -> targets.found(to.id(), rows));
        }
        if (job.manner().isOneMailbox()) {
            journal.reopenUnplaced(job.route(), target.name());
        }
    }

    private void forgetGone(Job job, Mailbox target) {
        var to = job.route().to();
        for (var lot = targets.after(to.id(), target.name(), 0, LOT);
                !lot.isEmpty();
                lot = targets.after(to.id(), target.name(), lot.getLast().uid().value(), LOT)) {
            var present = Set.copyOf(inventory.present(to, lot));
            var gone =
                    lot.stream().filter(message -> !present.contains(message)).toList();
            targets.gone(to.id(), gone);
            if (job.manner().isOneMailbox()) {
                journal.reopen(job.route(), gone);
            }
        }
    }

    private void page(Job job, Mailbox target, List<MessageSummary> rows, CopyTally tally, Progress progress) {
        var route = job.route();
        var first = rows.getFirst().ref();
        var last = rows.getLast().ref();
        var known = journal.known(
                route,
                first.mailbox(),
                first.uidValidity(),
                first.uid().value(),
                last.uid().value());
        var revives = journal.hasFormerLife(route, first.mailbox(), first.uidValidity());
        var left = rows.stream()
                .filter(row -> !isDone(known.get(row.ref().uid().value())))
                .filter(row -> !(revives && journal.reviveFrom(route, item(row))))
                .filter(row -> !isElsewhere(job, row))
                .toList();
        tally.there(rows.size() - (long) left.size());
        if (left.isEmpty()) {
            return;
        }
        var uidNext = mailboxes.status(route.to(), target.name()).uidNext();
        journal.begin(route, left.stream().map(MailboxCopy::item).toList(), target.name(), uidNext);
        var refs = left.stream().map(MessageSummary::ref).toList();
        var lot = new Lot(job, target, known, job.manner().stillThere().apply(refs));
        for (var row : left) {
            progress.details(tally.json());
            progress.report(
                    tally.seen(),
                    Math.max(job.total(), tally.seen()),
                    job.source().label());
            one(lot, row, tally);
        }
    }

    private static boolean isDone(CopyJournal.@Nullable Entry entry) {
        return entry != null && entry.state() == CopyJournal.State.DONE;
    }

    /** What lies in the mailbox of all mail lies in another mailbox too, as a rule. */
    private boolean isElsewhere(Job job, MessageSummary row) {
        return job.source().is(MailboxRole.ALL) && journal.wasCopied(job.route(), Fingerprint.of(row));
    }

    private static CopyJournal.Item item(MessageSummary row) {
        return new CopyJournal.Item(row.ref(), Fingerprint.of(row));
    }

    /** A failure that passes by itself, or that the next message would meet too, ends the run; all others only this. */
    private void one(Lot lot, MessageSummary row, CopyTally tally) {
        var job = lot.job();
        try {
            place(lot, row, tally);
        } catch (MailFailure.MessageGone gone) {
            tally.there(1);
        } catch (MailFailure.MessageTooLarge
                | MailFailure.NoRoom
                | MailFailure.CopyDamaged
                | MailFailure.ServerRefused
                | MailFailure.NoSuchMessage failure) {
            failed(job, lot.target().name(), row, failure.sentence(), tally);
        } catch (UncheckedIOException | IllegalArgumentException unreadable) {
            LOG.warn("message could not be read account={}", job.route().from().id(), unreadable);
            failed(job, lot.target().name(), row, "It could not be read.", tally);
        }
    }

    private void place(Lot lot, MessageSummary row, CopyTally tally) {
        var route = lot.job().route();
        var target = lot.target().name();
        var there = there(route, target, row, lot.before(row)).or(() -> filedThere(lot, row));
        if (there.isPresent()) {
            mark(lot.job(), row, there.get());
            journal.done(route, item(row), target, there.get(), row.size());
            tally.found();
            return;
        }
        var copy = carried(route, target, row);
        journal.done(route, item(row), target, copy.orElse(null), row.size());
        tally.copied();
    }

    /** What was collected and filed here lies in the Inbox there: it is filed there too, as it is the same message. */
    private Optional<MessageRef> filedThere(Lot lot, MessageSummary row) {
        var route = lot.job().route();
        var isThere = lot.stillThere().contains(row.ref());
        if (!isThere || lot.target().name().equals(MailboxName.INBOX)) {
            return Optional.empty();
        }
        var lies = there(route, MailboxName.INBOX, row, null);
        return lies.flatMap(message -> filed(lot, row, message));
    }

    /** Where the server does not tell where it went, it is looked for. */
    private Optional<MessageRef> filed(Lot lot, MessageSummary row, MessageRef message) {
        var route = lot.job().route();
        var moved = messages.move(route.to(), List.of(message), lot.target());
        targets.gone(route.to().id(), List.of(message));
        if (moved.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(moved.getFirst().to()).or(() -> {
            lookThrough(lot.job(), lot.target());
            return there(route, lot.target().name(), row, lot.before(row));
        });
    }

    private void failed(Job job, MailboxName target, MessageSummary row, String why, CopyTally tally) {
        journal.failed(job.route(), item(row), target);
        tally.failed(
                new CopyTally.Failure(
                        job.source().name().value(), row.envelope().subject(), why),
                1);
    }

    /** The copy that is there already, if any. */
    private Optional<MessageRef> there(
            Route route, MailboxName target, MessageSummary row, CopyJournal.@Nullable Entry before) {
        var fingerprint = Fingerprint.of(row);
        return targets.candidates(route.to().id(), target, fingerprint).stream()
                .filter(candidate -> isCopy(route, row, fingerprint, candidate, before))
                .map(TargetMessages.Candidate::message)
                .findFirst();
    }

    /**
     * The same Message-ID and size are proof enough, or the same Message-ID where a run may have been cut short after
     * filing it, as some servers change what is filed; otherwise the octets decide.
     */
    private boolean isCopy(
            Route route,
            MessageSummary row,
            Fingerprint fingerprint,
            TargetMessages.Candidate candidate,
            CopyJournal.@Nullable Entry before) {
        if (fingerprint.isOfMessageId() && (candidate.size() == row.size() || mayBeOurs(candidate.message(), before))) {
            return true;
        }
        try {
            return carrying.areSame(route.from(), row.ref(), route.to(), candidate.message());
        } catch (MailFailure.MessageGone gone) {
            return false;
        }
    }

    private static boolean mayBeOurs(MessageRef candidate, CopyJournal.@Nullable Entry before) {
        return before != null
                && before.state() == CopyJournal.State.BEGUN
                && candidate.uid().value() >= before.uidNext();
    }

    private void mark(Job job, MessageSummary row, MessageRef there) {
        if (job.manner().isOneMailbox() && !row.flags().isEmpty()) {
            try {
                messages.flag(job.route().to(), List.of(there), row.flags(), Set.of());
            } catch (MailFailure.ServerRefused refused) {
                messages.flag(job.route().to(), List.of(there), known(row.flags()), Set.of());
            }
        }
    }

    /** Servers may refuse keywords of which they have never heard. */
    private Optional<MessageRef> carried(Route route, MailboxName target, MessageSummary row) {
        try {
            return carrying.carry(route.from(), row.ref(), route.to(), target, row.flags(), row.receivedAt());
        } catch (MailFailure.ServerRefused refused) {
            if (known(row.flags()).equals(row.flags())) {
                throw refused;
            }
            return carrying.carry(route.from(), row.ref(), route.to(), target, known(row.flags()), row.receivedAt());
        }
    }

    private static Set<Flag> known(Set<Flag> flags) {
        return flags.stream().filter(EVERYWHERE::contains).collect(Collectors.toUnmodifiableSet());
    }
}
