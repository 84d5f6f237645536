package io.lettergate.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.Plan.Count;
import io.lettergate.collecting.Plan.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Works out what a window would remove. */
@Component
class Planning {

    private static final int SAMPLE = 10;

    private final LedgerTable table;
    private final KeepingTable keepings;
    private final PlanTable plans;
    private final Verdicts verdicts;
    private final LedgerRows rows;
    private final CollectingSettings settings;
    private final Clock clock;

    Planning(
            LedgerTable table,
            KeepingTable keepings,
            PlanTable plans,
            Verdicts verdicts,
            LedgerRows rows,
            CollectingSettings settings,
            Clock clock) {
        this.table = table;
        this.keepings = keepings;
        this.plans = plans;
        this.verdicts = verdicts;
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    Plan of(Account account, KeepOnServer window) {
        var keeping = keepings.of(account.id());
        var there = table.there(account.id());
        var judged = judged(account, keeping, window, there);
        var leaving = there.stream()
                .filter(row -> leavesAt(judged, row).isPresent())
                .sorted(Comparator.comparing((Row row) -> leavesAt(judged, row).orElse(Instant.MAX)))
                .toList();
        var first =
                leaving.isEmpty() ? null : leavesAt(judged, leaving.getFirst()).orElse(null);
        var now = clock.instant();
        var from = removesFrom(keeping, window);
        var soonest = from == null || from.isBefore(now) ? now : from;
        return new Plan(
                plans.give(account.id(), window),
                window,
                there.size(),
                leaving.size(),
                leaving.stream().mapToLong(Row::size).sum(),
                Verdicts.leaving(judged)
                        .filter(verdict -> verdict.leavesBy(soonest))
                        .count(),
                first,
                counts(Verdicts.leaving(judged).toList()),
                counts(judged.values().stream()
                        .filter(verdict -> verdict.leavesAt() == null)
                        .toList()),
                rows.shown(account, keeping, leaving.stream().limit(SAMPLE).toList(), judged),
                needsToken(keeping, window));
    }

    boolean needsToken(Keeping keeping, KeepOnServer window) {
        return Severity.isHarsher(window, keeping.window())
                || (keeping.heldBecause() != null && Severity.removes(window));
    }

    /** What is in the plan of a window that was made then; what was stored since is not. */
    List<Long> leaving(Account account, Keeping keeping, KeepOnServer window, Instant madeAt) {
        var there = table.there(account.id());
        var judged = judged(account, keeping, window, there);
        return there.stream()
                .filter(row -> leavesAt(judged, row).isPresent())
                .filter(row -> row.storedAt() != null && !row.storedAt().isAfter(madeAt))
                .map(Row::number)
                .toList();
    }

    /** From when on the window may remove: some days after it was set, if it is harsher than the present one. */
    @Nullable
    Instant removesFrom(Keeping keeping, KeepOnServer window) {
        return Severity.isHarsher(window, keeping.window())
                ? clock.instant().plus(settings.grace())
                : Severity.removes(window) ? keeping.removesFrom() : null;
    }

    private Map<Long, Verdict> judged(Account account, Keeping keeping, KeepOnServer window, List<Row> there) {
        return verdicts.of(account, window, removesFrom(keeping, window), there);
    }

    private static Optional<Instant> leavesAt(Map<Long, Verdict> judged, Row row) {
        return Optional.ofNullable(judged.get(row.number())).map(Verdict::leavesAt);
    }

    private static List<Count> counts(Collection<Verdict> verdicts) {
        Map<Reason, Long> counts = new EnumMap<>(Reason.class);
        verdicts.forEach(verdict -> counts.merge(verdict.reason(), 1L, Long::sum));
        return counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .toList();
    }
}
