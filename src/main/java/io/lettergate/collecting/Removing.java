package io.lettergate.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.Plan.Reason;
import io.lettergate.collecting.spi.LocalCopies;
import io.lettergate.collecting.spi.LocalCopies.CopyId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Chooses what may be removed from a server: the law of the ledger. */
@Component
class Removing {

    private final LedgerTable table;
    private final KeepingTable keepings;
    private final Verdicts verdicts;
    private final Brakes brakes;
    private final LocalCopies copies;
    private final CollectingSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Removing(
            LedgerTable table,
            KeepingTable keepings,
            Verdicts verdicts,
            Brakes brakes,
            LocalCopies copies,
            CollectingSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.keepings = keepings;
        this.verdicts = verdicts;
        this.brakes = brakes;
        this.copies = copies;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** Whether something is due; asks little where nothing can be. */
    boolean mayHaveWork(Claim claim) {
        var keeping = keepings.of(claim.account().id());
        if (keeping.held() || !claim.mayRemove() || !mayLeave(keeping)) {
            return false;
        }
        var now = clock.instant();
        var there = table.there(keeping.account());
        return verdicts.of(claim.account(), keeping, there).values().stream().anyMatch(one -> one.leavesBy(now));
    }

    private boolean mayLeave(Keeping keeping) {
        var window = keeping.window();
        var now = clock.instant();
        if (!Severity.removes(window) || keeping.removesAfter(now).isAfter(now)) {
            return table.mayLeave(keeping.account(), null);
        }
        var days = window.days();
        var isPlain = window.mode() == KeepOnServer.Mode.DAYS
                && window.countFrom() == KeepOnServer.CountFrom.FIRST_SEEN
                && window.maxMessages() == null
                && window.maxOctets() == null
                && !Severity.removesRemoved(window);
        return days == null || !isPlain || table.mayLeave(keeping.account(), now.minus(Duration.ofDays(days)));
    }

    /** What is due and may leave, oldest first; nothing where everything is held, or has to be. */
    List<Row> due(Claim claim, Set<Long> present, int most) {
        var account = claim.account();
        var keeping = keepings.of(account.id());
        if (keeping.held() || !claim.mayRemove() || !mayLeave(keeping)) {
            return List.of();
        }
        var there = table.there(account.id());
        var judged = verdicts.of(account, keeping, there);
        var now = clock.instant();
        var due = there.stream()
                .filter(row -> present.contains(row.number()) && isDue(row, judged(judged, row), keeping, now))
                .sorted(Comparator.comparingLong(Row::number))
                .toList();
        var unplanned = due.stream()
                .filter(row -> row.told() == Told.NOT && !row.removeWanted())
                .count();
        return brakes.isTooMuch(account, keeping, unplanned, there.size())
                ? List.of()
                : due.stream().limit(most).toList();
    }

    private boolean isDue(Row row, Verdict verdict, Keeping keeping, Instant now) {
        return verdict.leavesBy(now) && isAnnounced(row, verdict, keeping, now);
    }

    /** Whether all of these may leave still, however long ago they were chosen. */
    boolean mayStillLeave(Claim claim, Set<Long> numbers) {
        var account = claim.account();
        var keeping = keepings.of(account.id());
        if (keeping.held()) {
            return false;
        }
        var window = keeping.window();
        var isBound = window.maxMessages() != null || window.maxOctets() != null;
        var rows = isBound ? table.there(account.id()) : table.rows(account.id(), numbers);
        var judged = verdicts.of(account, keeping, rows);
        var now = clock.instant();
        return rows.stream()
                        .filter(row -> numbers.contains(row.number())
                                && row.isThere()
                                && isDue(row, judged(judged, row), keeping, now))
                        .count()
                == numbers.size();
    }

    private static Verdict judged(Map<Long, Verdict> judged, Row row) {
        return judged.getOrDefault(row.number(), Verdict.stays(Reason.NO_COPY));
    }

    /** What the person has not seen in the plan leaves only some days after the letter. */
    private boolean isAnnounced(Row row, Verdict verdict, Keeping keeping, Instant now) {
        if (row.told() == Told.IN_PLAN || row.removeWanted() || verdict.reason() == Reason.REMOVED_HERE) {
            return true;
        }
        return keeping.toldAt() != null
                && !keeping.toldAt().plus(settings.grace()).isAfter(now);
    }

    /** Those whose copies are whole, read from the disk just now, or were removed by the person. */
    List<Row> proven(Claim claim, List<Row> due) {
        var account = claim.account();
        var here = verdicts.states(account, due).keySet();
        var whole = here.isEmpty() ? Map.<CopyId, String>of() : copies.whole(account.id(), here);
        var damaged = due.stream()
                .filter(row -> here.contains(row.copy()) && !Objects.equals(whole.get(row.copy()), row.digest()))
                .toList();
        damaged.forEach(row -> table.problem(
                account.id(), row.number(), "Our copy is not as it was stored, so the one on the server stays."));
        Set<Row> left = new HashSet<>(damaged);
        return due.stream().filter(row -> !left.contains(row)).toList();
    }

    /** Writes the letter when the first day on which anything leaves is near. */
    void announce(Account account) {
        var keeping = keepings.of(account.id());
        if (keeping.toldAt() != null || !Severity.removes(keeping.window())) {
            return;
        }
        var judged = verdicts.of(account, keeping, table.there(account.id()));
        var first = Verdicts.leaving(judged)
                .filter(verdict -> verdict.reason() != Reason.REMOVED_HERE)
                .flatMap(verdict -> Optional.ofNullable(verdict.leavesAt()).stream())
                .min(Comparator.naturalOrder());
        var soon = clock.instant().plus(settings.grace());
        first.filter(at -> !at.isAfter(soon)).ifPresent(at -> tell(account, keeping, judged, at));
    }

    /** Writes of a message that stays there as it is too large. */
    void leftThere(Account account, Wanted message, Heading heading) {
        var letter = Letter.tooLarge(
                account, heading, message.size(), settings.largest().toBytes());
        copies.tell(account, "large-" + message.row(), letter.subject(), letter.text());
    }

    private void tell(Account account, Keeping keeping, Map<Long, Verdict> judged, Instant at) {
        var day = at.plus(Duration.ofDays(1));
        var leaving = judged.entrySet().stream()
                .filter(one -> one.getValue().leavesAt() != null)
                .map(Map.Entry::getKey)
                .toList();
        var messages = Verdicts.leaving(judged)
                .map(Verdict::leavesAt)
                .filter(Objects::nonNull)
                .filter(leavesAt -> leavesAt.isBefore(day))
                .count();
        var letter = Letter.of(account, messages, leaving.size() - messages, at);
        copies.tell(account, "window-" + keeping.setAt().toEpochMilli(), letter.subject(), letter.text());
        table.announced(account.id(), leaving);
        keepings.told(account.id());
        events.publishEvent(new CollectingChange.Due(account.id(), messages, at));
    }
}
