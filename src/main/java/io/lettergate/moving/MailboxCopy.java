package io.lettergate.moving;

import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.Carrying;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.operations.spi.Progress;
import java.io.UncheckedIOException;
import java.util.List;
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
    private static final Set<Flag> EVERYWHERE = Set.of(Flag.SEEN, Flag.FLAGGED, Flag.ANSWERED, Flag.DRAFT);

    private final OldestFirst oldestFirst;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Carrying carrying;
    private final CopyJournal journal;
    private final TargetMessages targets;

    MailboxCopy(
            OldestFirst oldestFirst,
            Mailboxes mailboxes,
            Messages messages,
            Carrying carrying,
            CopyJournal journal,
            TargetMessages targets) {
        this.oldestFirst = oldestFirst;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.carrying = carrying;
        this.journal = journal;
        this.targets = targets;
    }

    /**
     * One mailbox to copy.
     *
     * @param total how many messages there are in all mailboxes
     */
    record Job(Route route, Mailbox source, AccountCopy.Marks marks, long total) {}

    void run(Job job, Mailbox target, CopyTally tally, Progress progress) {
        lookThrough(job.route(), target);
        oldestFirst.each(job.route().from(), job.source(), rows -> page(job, target, rows, tally, progress));
    }

    /** Notes what lies in the target that was not known, as of now. */
    private void lookThrough(Route route, Mailbox target) {
        var to = route.to();
        var life = mailboxes.status(to, target.name()).uidValidity();
        var known = targets.lookedThrough(to.id(), target.name(), life);
        if (known.isPresent()) {
            oldestFirst.after(to, target, life, known.get(), rows -> targets.found(to.id(), rows));
        } else {
            oldestFirst.each(to, target, rows -> targets.found(to.id(), rows));
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
        if (!left.isEmpty()) {
            var uidNext = mailboxes.status(route.to(), target.name()).uidNext();
            journal.begin(route, left.stream().map(MailboxCopy::item).toList(), target.name(), uidNext);
        }
        for (var row : left) {
            progress.details(tally.json());
            progress.report(
                    tally.seen(),
                    Math.max(job.total(), tally.seen()),
                    job.source().label());
            one(job, target.name(), row, known.get(row.ref().uid().value()), tally);
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
    private void one(
            Job job, MailboxName target, MessageSummary row, CopyJournal.@Nullable Entry before, CopyTally tally) {
        var route = job.route();
        var item = item(row);
        try {
            var there = there(route, target, row, before);
            if (there.isPresent()) {
                mark(job, row, there.get());
                journal.done(route, item, target, there.get(), row.size());
                tally.there(1);
                return;
            }
            var copy = carried(route, target, row);
            journal.done(route, item, target, copy.orElse(null), row.size());
            tally.copied();
        } catch (MailFailure.MessageGone gone) {
            tally.there(1);
        } catch (MailFailure.MessageTooLarge
                | MailFailure.NoRoom
                | MailFailure.ServerRefused
                | MailFailure.NoSuchMessage failure) {
            failed(job, target, row, failure.sentence(), tally);
        } catch (UncheckedIOException | IllegalArgumentException unreadable) {
            LOG.warn("message could not be read account={}", route.from().id(), unreadable);
            failed(job, target, row, "It could not be read.", tally);
        }
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
        if (job.marks() == AccountCopy.Marks.SET && !row.flags().isEmpty()) {
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
