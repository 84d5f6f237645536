package io.lettergate.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.LedgerPage.Filter;
import io.lettergate.collecting.LedgerTable.Slice;
import io.lettergate.collecting.spi.LocalCopies;
import io.lettergate.collecting.spi.LocalCopies.CopyId;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageRef;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows the ledger to people. */
@Component
class LedgerRows {

    private final LedgerTable table;
    private final KeepingTable keepings;
    private final Verdicts verdicts;
    private final LocalCopies copies;
    private final Clock clock;

    LedgerRows(LedgerTable table, KeepingTable keepings, Verdicts verdicts, LocalCopies copies, Clock clock) {
        this.table = table;
        this.keepings = keepings;
        this.verdicts = verdicts;
        this.copies = copies;
        this.clock = clock;
    }

    LedgerPage page(Account account, Filter filter, @Nullable String cursor, int limit) {
        var before = cursor == null ? Long.MAX_VALUE : place(cursor);
        return switch (filter) {
            case ALL -> page(account, Slice.ALL, before, limit);
            case ON_SERVER -> page(account, Slice.THERE, before, limit);
            case ONLY_HERE -> page(account, Slice.ONLY_HERE, before, limit);
            case PROBLEMS -> page(account, Slice.PROBLEMS, before, limit);
            case LEAVING -> leaving(account, before, limit);
        };
    }

    private LedgerPage page(Account account, Slice slice, long before, int limit) {
        var found = table.page(account.id(), slice, before, limit + 1);
        return page(account, found, limit, table.count(account.id(), slice));
    }

    private LedgerPage leaving(Account account, long before, int limit) {
        var there = table.there(account.id());
        var judged = verdicts.of(account, keepings.of(account.id()), there);
        var leaving = there.reversed().stream()
                .filter(row -> leavesAt(judged, row) != null)
                .toList();
        var found = leaving.stream()
                .filter(row -> row.number() < before)
                .limit(limit + 1L)
                .toList();
        return page(account, found, limit, leaving.size());
    }

    private LedgerPage page(Account account, List<Row> found, int limit, long total) {
        var some = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? some.getLast().key() : null;
        return new LedgerPage(shown(account, some), next, total);
    }

    Row require(Account account, String key) {
        return table.row(account.id(), number(key)).orElseThrow(MailFailure.NoSuchMessage::new);
    }

    private static long place(String cursor) {
        if (number(cursor) == 0) {
            throw new IllegalArgumentException("This is not a cursor that Lettergate gave out");
        }
        return number(cursor);
    }

    private static long number(String key) {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException unknown) {
            return 0;
        }
    }

    List<LedgerRow> shown(Account account, List<Row> rows) {
        var keeping = keepings.of(account.id());
        return shown(account, keeping, rows, judged(account, keeping, rows));
    }

    /** Where everything that lies there counts together, all of it has to be judged. */
    private Map<Long, Verdict> judged(Account account, Keeping keeping, List<Row> rows) {
        var window = keeping.window();
        var isBound = window.maxMessages() != null || window.maxOctets() != null;
        return verdicts.of(
                account,
                keeping,
                isBound
                        ? table.there(account.id())
                        : rows.stream().filter(Row::isThere).toList());
    }

    List<LedgerRow> shown(Account account, Keeping keeping, List<Row> rows, Map<Long, Verdict> judged) {
        return rows.stream().map(row -> shown(account, keeping, row, judged)).toList();
    }

    private LedgerRow shown(Account account, Keeping keeping, Row row, Map<Long, Verdict> judged) {
        return new LedgerRow(
                row.key(),
                row.uidl().value(),
                row.size(),
                row.digest(),
                row.firstSeenAt(),
                row.storedAt(),
                row.copy() == null ? null : copies.place(account, row.copy()).orElse(null),
                row.subject(),
                row.sender(),
                state(account, keeping, row, judged),
                row.pinned(),
                keeping.held() ? null : leavesAt(judged, row),
                row.goneAt(),
                row.removeWanted() && row.state() == RowState.STORED,
                row.state() == RowState.DELE_SENT,
                problem(row));
    }

    private static @Nullable String problem(Row row) {
        if (!row.isThere() && row.copy() == null) {
            return "It went from the server before it was collected.";
        }
        if (row.isLive() && row.state() == RowState.STUB) {
            return "It is too large to be collected unasked.";
        }
        if (row.isLive() && row.twin()) {
            return "The server gave its name to another message too, so it is not removed there.";
        }
        return row.isLive() && row.isInVain() ? "The server keeps it, though we removed it." : row.problem();
    }

    private LedgerRow.State state(Account account, Keeping keeping, Row row, Map<Long, Verdict> judged) {
        if (row.isLive() && row.absentSince() != null) {
            return Servers.hidesCollected(account) && row.copy() != null
                    ? LedgerRow.State.ON_SERVER
                    : LedgerRow.State.VANISHED;
        }
        return switch (row.state()) {
            case NEW -> LedgerRow.State.WAITING;
            case STUB, IGNORED -> LedgerRow.State.PASSED_OVER;
            case QUARANTINED -> LedgerRow.State.FAILED;
            case DELE_SENT -> LedgerRow.State.DUE;
            case GONE -> row.deleSentAt() != null ? LedgerRow.State.REMOVED : LedgerRow.State.VANISHED;
            case STORED -> stored(keeping, row, judged.getOrDefault(row.number(), Verdict.stays(Plan.Reason.FOREVER)));
        };
    }

    private LedgerRow.State stored(Keeping keeping, Row row, Verdict verdict) {
        if (verdict.reason() == Plan.Reason.PINNED || row.pinned()) {
            return LedgerRow.State.PINNED;
        }
        if (!verdict.leavesBy(clock.instant())) {
            return LedgerRow.State.ON_SERVER;
        }
        return keeping.held() ? LedgerRow.State.HELD : LedgerRow.State.DUE;
    }

    private static @Nullable Instant leavesAt(Map<Long, Verdict> judged, Row row) {
        return Optional.ofNullable(judged.get(row.number()))
                .map(Verdict::leavesAt)
                .orElse(null);
    }

    Map<MessageRef, Whereabouts> whereabouts(Account account, Collection<MessageRef> messages) {
        var shown = copies.shown(account, messages);
        var found = table.ofCopies(account.id(), shown.values());
        var keeping = keepings.of(account.id());
        var judged = judged(account, keeping, found);
        Map<CopyId, Row> ofCopy = new HashMap<>();
        found.forEach(row -> Optional.ofNullable(row.copy()).ifPresent(copy -> ofCopy.put(copy, row)));
        Map<MessageRef, Whereabouts> all = new HashMap<>();
        shown.forEach((message, copy) -> Optional.ofNullable(ofCopy.get(copy))
                .ifPresent(row -> all.put(
                        message,
                        new Whereabouts(
                                row.key(),
                                account.incoming().host(),
                                state(account, keeping, row, judged),
                                keeping.held() ? null : leavesAt(judged, row)))));
        return all;
    }
}
