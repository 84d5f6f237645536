package io.lettergate.collecting;

import io.lettergate.collecting.spi.LocalCopies.CopyId;
import io.lettergate.collecting.spi.LocalCopies.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of each message on a server whether it leaves, why and when. What is in doubt stays. */
final class Judging {

    /** No server got a message before. */
    private static final Instant FIRST_MAIL = Instant.parse("1995-01-01T00:00:00Z");

    private final KeepOnServer window;
    private final Instant earliest;
    private final Instant now;
    private final Map<CopyId, State> copies;

    /**
     * Judges by a window.
     *
     * @param removesFrom before when nothing leaves under it
     */
    Judging(KeepOnServer window, @Nullable Instant removesFrom, Map<CopyId, State> copies, Instant now) {
        this.window = window;
        this.earliest = removesFrom == null || removesFrom.isBefore(now) ? now : removesFrom;
        this.copies = copies;
        this.now = now;
    }

    /** Judges all that lies on the server, by the number of its row. */
    Map<Long, Verdict> of(Collection<Row> there) {
        Map<Long, Verdict> verdicts = new LinkedHashMap<>();
        there.forEach(row -> verdicts.put(row.number(), of(row)));
        bound(there, verdicts);
        return verdicts;
    }

    private Verdict of(Row row) {
        if (row.state() != RowState.STORED || row.copy() == null || row.storedAt() == null) {
            return Verdict.stays(Plan.Reason.NO_COPY);
        }
        if (row.isInVain()) {
            return Verdict.stays(Plan.Reason.HELD);
        }
        if (row.removeWanted()) {
            return new Verdict(Plan.Reason.REMOVED_HERE, now);
        }
        return unasked(row, row.storedAt(), copies.get(row.copy()));
    }

    private Verdict unasked(Row row, Instant storedAt, @Nullable State copy) {
        if (row.pinned() || (copy != null && copy.flagged())) {
            return Verdict.stays(Plan.Reason.PINNED);
        }
        if (row.twin()) {
            return Verdict.stays(Plan.Reason.UNSURE_IDENTITY);
        }
        if (copy == null) {
            return Severity.removesRemoved(window)
                    ? new Verdict(Plan.Reason.REMOVED_HERE, earliest)
                    : Verdict.stays(Plan.Reason.NO_COPY);
        }
        return byAge(storedAt, copy);
    }

    private Verdict byAge(Instant storedAt, State copy) {
        var isByAge = window.mode() == KeepOnServer.Mode.DAYS || window.mode() == KeepOnServer.Mode.NEVER;
        if (!isByAge) {
            return Verdict.stays(Plan.Reason.FOREVER);
        }
        if (window.unreadIsSafe() && !copy.read()) {
            return Verdict.stays(Plan.Reason.UNREAD);
        }
        return window.mode() == KeepOnServer.Mode.NEVER
                ? new Verdict(Plan.Reason.STORED, later(storedAt, earliest))
                : new Verdict(Plan.Reason.AGE, later(dueAt(storedAt, copy.receivedAt()), earliest));
    }

    private Instant dueAt(Instant storedAt, Instant receivedAt) {
        var isSane = receivedAt.isAfter(FIRST_MAIL) && receivedAt.isBefore(storedAt);
        var from = window.countFrom() == KeepOnServer.CountFrom.RECEIVED && isSane ? receivedAt : storedAt;
        return later(from.plus(days()), storedAt);
    }

    private Duration days() {
        return Duration.ofDays(Optional.ofNullable(window.days())
                .orElseThrow(() -> new IllegalStateException("A window of days has days: " + window)));
    }

    /** Where too much lies on the server, the oldest that may leave do. */
    private void bound(Collection<Row> there, Map<Long, Verdict> verdicts) {
        if (window.maxOctets() == null && window.maxMessages() == null) {
            return;
        }
        var staying = there.stream()
                .filter(row -> row.state() != RowState.DELE_SENT)
                .filter(row -> !verdict(verdicts, row).leavesBy(earliest))
                .toList();
        var octets = staying.stream().mapToLong(Row::size).sum();
        var messages = (long) staying.size();
        for (var row : oldestFirst(staying)) {
            var isOverSize = window.maxOctets() != null && octets > window.maxOctets();
            var isOverCount = window.maxMessages() != null && messages > window.maxMessages();
            if (!isOverSize && !isOverCount) {
                return;
            }
            if (mayLeave(row, verdict(verdicts, row))) {
                verdicts.put(
                        row.number(),
                        new Verdict(isOverSize ? Plan.Reason.OVER_SIZE : Plan.Reason.OVER_COUNT, earliest));
                octets -= row.size();
                messages--;
            }
        }
    }

    private boolean mayLeave(Row row, Verdict verdict) {
        var copy = row.copy() == null ? null : copies.get(row.copy());
        return switch (verdict.reason()) {
            case FOREVER, AGE, STORED -> copy != null && (copy.read() || !window.unreadIsSafe());
            case OVER_SIZE, OVER_COUNT, REMOVED_HERE, NOT_YET_DUE, UNREAD, PINNED, HELD, NO_COPY, UNSURE_IDENTITY ->
                false;
        };
    }

    private static Verdict verdict(Map<Long, Verdict> verdicts, Row row) {
        return verdicts.getOrDefault(row.number(), Verdict.stays(Plan.Reason.NO_COPY));
    }

    private static List<Row> oldestFirst(List<Row> rows) {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(Row::firstSeenAt).thenComparingLong(Row::number));
        return sorted;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
