package io.lettergate.collecting;

import io.lettergate.accounts.AccountId;
import io.lettergate.collecting.Comparison.Fresh;
import io.lettergate.collecting.Comparison.Matched;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Enters into the ledger what a listing shows. Nothing that was missing once is forgotten. */
@Component
class Reconciling {

    /** What is missing for so long does not come back. */
    private static final Duration MISSED = Duration.ofDays(90);

    /** So many to collect are taken newest first, so that the Inbox fills with what matters. */
    private static final int MANY = 200;

    private final LedgerTable table;
    private final KnownRows known;
    private final KeepingTable keepings;
    private final Brakes brakes;
    private final CollectingSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reconciling(
            LedgerTable table,
            KnownRows known,
            KeepingTable keepings,
            Brakes brakes,
            CollectingSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.known = known;
        this.keepings = keepings;
        this.brakes = brakes;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    Comparison compare(Claim claim, List<Seen> listing) {
        var byAge = claim.window().firstRun().kind() == KeepOnServer.FirstRun.Kind.LAST_DAYS;
        return new Comparison(
                known.beside(
                        claim.account().id(), listing.stream().map(Seen::uidl).toList()),
                listing,
                claim.isFirst() && byAge,
                Servers.hidesCollected(claim.account()));
    }

    Reconciled reconcile(
            Claim claim,
            Comparison comparison,
            Matched matched,
            Map<Integer, Heading> headings,
            boolean isWhole,
            long octets) {
        var keeping = keepings.of(claim.account().id());
        List<Listed> listed = new ArrayList<>(known(matched));
        write(keeping.account(), listed);
        var added = added(claim, matched.fresh(), headings);
        if (isWhole) {
            missing(claim, keeping, comparison, matched);
        }
        var odd = isWhole && brakes.isOdd(keeping, comparison, matched) ? keeping.oddListings() + 1 : 0;
        keepings.listed(keeping.account(), comparison.size(), octets, comparison.last(), isWhole && odd == 0, odd);
        brakes.look(
                claim.account(),
                keeping,
                matched,
                added.stream().map(Listed::after).toList());
        listed.addAll(added);
        return reconciled(claim, listed, matched.fresh().size(), isWhole);
    }

    /** The rows that were listed. */
    private static List<Listed> known(Matched matched) {
        Map<String, Integer> names = new HashMap<>();
        matched.same().values().forEach(seen -> names.merge(seen.uidl().value(), 1, Integer::sum));
        matched.fresh().forEach(one -> names.merge(one.seen().uidl().value(), 1, Integer::sum));
        List<Listed> listed = new ArrayList<>();
        matched.same().forEach((row, seen) -> {
            var hasTwin = names.getOrDefault(seen.uidl().value(), 0) > 1;
            var after = row.listed(row.uidl(), row.ordinal(), seen.size(), hasTwin);
            listed.add(new Listed(row, after, seen.number()));
        });
        matched.renamed().forEach((row, one) -> {
            var seen = one.seen();
            listed.add(new Listed(row, row.listed(seen.uidl(), one.ordinal(), seen.size(), one.twin()), seen.number()));
        });
        return listed;
    }

    private void write(AccountId account, List<Listed> listed) {
        table.write(
                account,
                listed.stream()
                        .filter(one -> !one.after().equals(one.before()))
                        .map(Listed::after)
                        .toList());
    }

    private List<Listed> added(Claim claim, List<Fresh> fresh, Map<Integer, Heading> headings) {
        var account = claim.account().id();
        var number = table.highest(account);
        List<Listed> added = new ArrayList<>();
        for (var one : fresh) {
            var heading = headings.get(one.seen().number());
            var row = Row.fresh(
                    ++number,
                    one.seen(),
                    one.ordinal(),
                    begins(claim, one.seen(), heading),
                    heading == null ? null : heading.digest(),
                    one.twin(),
                    clock.instant());
            added.add(new Listed(row, row, one.seen().number()));
        }
        table.add(account, added.stream().map(Listed::after).toList());
        return added;
    }

    private RowState begins(Claim claim, Seen seen, @Nullable Heading heading) {
        if (claim.isFirst() && !isWanted(claim.window().firstRun(), heading)) {
            return RowState.IGNORED;
        }
        return seen.size() > settings.largest().toBytes() ? RowState.STUB : RowState.NEW;
    }

    /** Where the age cannot be told, the message is collected. */
    private boolean isWanted(KeepOnServer.FirstRun first, @Nullable Heading heading) {
        return switch (first.kind()) {
            case ALL -> true;
            case NEW_ONLY -> false;
            case LAST_DAYS ->
                first.days() == null
                        || heading == null
                        || heading.sentAt() == null
                        || heading.sentAt().isAfter(clock.instant().minus(Duration.ofDays(first.days())));
        };
    }

    private void missing(Claim claim, Keeping keeping, Comparison comparison, Matched matched) {
        if (brakes.isOdd(keeping, comparison, matched)) {
            return;
        }
        var now = clock.instant();
        List<Row> changed = new ArrayList<>();
        var removed = 0;
        for (var row : matched.missing()) {
            if (row.state() == RowState.DELE_SENT) {
                changed.add(row.gone(now));
                removed++;
            } else if (row.absentSince() == null) {
                changed.add(row.missing(now));
            } else if (row.absentSince().plus(MISSED).isBefore(now) && !Servers.hidesCollected(claim.account())) {
                changed.add(row.gone(now));
            }
        }
        table.write(keeping.account(), changed);
        if (removed > 0) {
            events.publishEvent(new CollectingChange.RemovedFromServer(keeping.account(), removed));
        }
    }

    private Reconciled reconciled(Claim claim, List<Listed> listed, long found, boolean isWhole) {
        var now = clock.instant();
        var waiting = listed.stream().filter(one -> isTried(one.after(), now)).toList();
        var isNewestFirst = claim.isFirst() || waiting.size() > MANY;
        var byNumber = Comparator.comparingLong((Listed one) -> one.after().number());
        var byAttempts = Comparator.comparingInt((Listed one) -> one.after().attempts());
        var wanted = waiting.stream()
                .sorted(byAttempts.thenComparing(isNewestFirst ? byNumber.reversed() : byNumber))
                .map(Listed::wanted)
                .toList();
        var tooLarge = listed.stream()
                .filter(one -> one.after().state() == RowState.STUB)
                .filter(one -> one.after().subject().isEmpty())
                .map(Listed::wanted)
                .toList();
        Map<Long, Integer> present = new HashMap<>();
        if (isWhole) {
            listed.stream()
                    .filter(one -> one.after().state() == RowState.STORED)
                    .forEach(one -> present.put(one.after().number(), one.number()));
        }
        return new Reconciled(wanted, tooLarge, found, present);
    }

    private static boolean isTried(Row row, Instant now) {
        return row.state() == RowState.NEW
                && (row.nextTryAt() == null
                        || !row.nextTryAt().isAfter(now)
                        || row.nextTryAt().isAfter(now.plus(LedgerTable.LONGEST_PAUSE)));
    }

    /**
     * A row that was listed, before and after that.
     *
     * @param number of the message in this session
     */
    private record Listed(Row before, Row after, int number) {

        Wanted wanted() {
            return new Wanted(after.number(), number, after.uidl(), after.ordinal(), after.size(), after.firstSeenAt());
        }
    }
}
