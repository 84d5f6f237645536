package io.lettergate.collecting;

import static io.lettergate.collecting.Columns.instant;
import static io.lettergate.collecting.Columns.millis;
import static io.lettergate.collecting.Columns.require;

import io.lettergate.accounts.AccountId;
import io.lettergate.collecting.spi.LocalCopies.CopyId;
import io.lettergate.mail.Uidl;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of all messages that were ever seen on a server. */
@Repository
class LedgerTable {

    static final String COLUMNS = "number, uidl, ordinal, state, size, header_digest, digest, first_seen_at, stored_at,"
            + " copy_id, subject, sender, pinned, remove_wanted, told, twin, dele_sent_at, dele_session, dele_confirmed,"
            + " reappeared, absent_since, gone_at, attempts, next_try_at, last_error";
    /** No pause before another attempt is longer; a clock was wrong where one seems to be. */
    static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private static final int AT_ONCE = 500;
    private static final String THERE = " AND state <> 'GONE' AND absent_since IS NULL";

    private final JdbcClient database;
    private final JdbcTemplate batches;

    LedgerTable(JdbcClient database, JdbcTemplate batches) {
        this.database = database;
        this.batches = batches;
    }

    /** These rows. */
    List<Row> rows(AccountId account, Collection<Long> numbers) {
        var all = List.copyOf(numbers);
        List<Row> rows = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            rows.addAll(database.sql(
                            "SELECT " + COLUMNS + " FROM ledger WHERE account_id = :account AND number IN (:numbers)")
                    .param("account", account.toString())
                    .param("numbers", all.subList(from, Math.min(from + AT_ONCE, all.size())))
                    .query(LedgerTable::row)
                    .list());
        }
        return rows;
    }

    /** What lies on the server, oldest first. */
    List<Row> there(AccountId account) {
        return select(account, THERE, "ORDER BY number");
    }

    /** What of it the person wants removed. */
    List<Row> removeWanted(AccountId account) {
        return select(account, THERE + " AND remove_wanted", "ORDER BY number");
    }

    /** What was told to be removed in a look. */
    List<Row> removedIn(AccountId account, String look) {
        return database.sql(
                        "SELECT " + COLUMNS + " FROM ledger WHERE account_id = ? AND dele_session = ? ORDER BY number")
                .params(account.toString(), look)
                .query(LedgerTable::row)
                .list();
    }

    List<Row> page(AccountId account, Slice slice, long before, int limit) {
        return database.sql("SELECT " + COLUMNS + " FROM ledger WHERE account_id = ? AND number < ?" + slice.condition
                        + " ORDER BY number DESC LIMIT ?")
                .params(account.toString(), before, limit)
                .query(LedgerTable::row)
                .list();
    }

    long count(AccountId account, Slice slice) {
        return database.sql("SELECT COUNT(*) FROM ledger WHERE account_id = ?" + slice.condition)
                .param(account.toString())
                .query(Long.class)
                .single();
    }

    /** How many octets lie on the server, as it says. */
    long octetsThere(AccountId account) {
        return database.sql("SELECT COALESCE(SUM(size), 0) FROM ledger WHERE account_id = ?" + THERE)
                .param(account.toString())
                .query(Long.class)
                .single();
    }

    Optional<Row> row(AccountId account, long number) {
        return database.sql("SELECT " + COLUMNS + " FROM ledger WHERE account_id = ? AND number = ?")
                .params(account.toString(), number)
                .query(LedgerTable::row)
                .optional();
    }

    /** The rows of these copies, a few hundred at most. */
    List<Row> ofCopies(AccountId account, Collection<CopyId> copies) {
        if (copies.isEmpty()) {
            return List.of();
        }
        return database.sql("SELECT " + COLUMNS + " FROM ledger WHERE account_id = :account AND copy_id IN (:copies)")
                .param("account", account.toString())
                .param("copies", copies.stream().map(CopyId::value).toList())
                .query(LedgerTable::row)
                .list();
    }

    /** Whether the person wants something removed, or something was stored that long ago. */
    boolean mayLeave(AccountId account, @Nullable Instant storedBy) {
        return database.sql("""
                        SELECT EXISTS (SELECT 1 FROM ledger WHERE account_id = ? AND state = 'STORED' AND stored_at <= ?)
                            OR EXISTS (SELECT 1 FROM ledger WHERE account_id = ? AND remove_wanted
                                AND state = 'STORED')""")
                .param(account.toString())
                .param(storedBy == null ? Long.MIN_VALUE : storedBy.toEpochMilli())
                .param(account.toString())
                .query(Boolean.class)
                .single();
    }

    /** Whether there is something to collect that may be tried now. */
    boolean hasWaiting(AccountId account, Instant now) {
        return database.sql("""
                        SELECT EXISTS (SELECT 1 FROM ledger WHERE account_id = ? AND state = 'NEW'
                            AND absent_since IS NULL
                            AND (next_try_at IS NULL OR next_try_at <= ? OR next_try_at > ?))""")
                .params(
                        account.toString(),
                        now.toEpochMilli(),
                        now.plus(LONGEST_PAUSE).toEpochMilli())
                .query(Boolean.class)
                .single();
    }

    /** Whether something was removed under a window that was set then. */
    boolean hasLeft(AccountId account, Instant since) {
        return database.sql("""
                        SELECT EXISTS (SELECT 1 FROM ledger WHERE account_id = ? AND dele_sent_at >= ?
                            AND NOT remove_wanted)""")
                .params(account.toString(), since.toEpochMilli())
                .query(Boolean.class)
                .single();
    }

    long highest(AccountId account) {
        return database.sql("SELECT COALESCE(MAX(number), 0) FROM ledger WHERE account_id = ?")
                .param(account.toString())
                .query(Long.class)
                .single();
    }

    void add(AccountId account, List<Row> rows) {
        batches.batchUpdate(
                """
                        INSERT INTO ledger (account_id, number, uidl, ordinal, state, size, header_digest, first_seen_at,
                            subject, sender, pinned, remove_wanted, told, twin, dele_confirmed, reappeared, attempts)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', '', FALSE, FALSE, 'NOT', ?, FALSE, 0, 0)""",
                rows.stream()
                        .map(row -> new @Nullable Object[] {
                            account.toString(),
                            row.number(),
                            row.uidl().value(),
                            row.ordinal(),
                            row.state().name(),
                            row.size(),
                            row.headerDigest(),
                            row.firstSeenAt().toEpochMilli(),
                            row.twin()
                        })
                        .toList());
    }

    /** Enters what the store remembers, where there is no row of that name. */
    void recollect(AccountId account, List<Recollected> copies, Instant now) {
        var number = highest(account);
        List<Object[]> rows = new ArrayList<>();
        for (var copy : copies) {
            rows.add(new Object[] {
                account.toString(),
                ++number,
                copy.uidl().value(),
                copy.ordinal(),
                copy.size(),
                copy.digest(),
                copy.firstSeenAt().toEpochMilli(),
                copy.storedAt().toEpochMilli(),
                copy.copy().value(),
                copy.subject(),
                copy.sender(),
                copy.ordinal() > 0,
                now.toEpochMilli()
            });
        }
        batches.batchUpdate("""
                        INSERT INTO ledger (account_id, number, uidl, ordinal, state, size, digest, first_seen_at, stored_at,
                            copy_id, subject, sender, pinned, remove_wanted, told, twin, dele_confirmed, reappeared,
                            absent_since, attempts)
                        VALUES (?, ?, ?, ?, 'STORED', ?, ?, ?, ?, ?, ?, ?, FALSE, FALSE, 'NOT', ?, FALSE, 0, ?, 0)
                        ON CONFLICT (account_id, uidl, ordinal) DO NOTHING""", rows);
    }

    /** Enters what was stored, if it was still waiting for it. */
    void stored(AccountId account, List<Stored> copies, Instant now) {
        batches.batchUpdate(
                """
                        UPDATE ledger SET state = 'STORED', copy_id = ?, digest = ?, header_digest = ?, subject = ?,
                            sender = ?, stored_at = ?, attempts = 0, next_try_at = NULL, last_error = NULL
                        WHERE account_id = ? AND number = ? AND state = 'NEW'""",
                copies.stream()
                        .map(copy -> new Object[] {
                            copy.copy().value(),
                            copy.digest(),
                            copy.heading().digest(),
                            copy.heading().subject(),
                            copy.heading().sender(),
                            now.toEpochMilli(),
                            account.toString(),
                            copy.row()
                        })
                        .toList());
    }

    /** Changes what a listing showed to be different. */
    void write(AccountId account, List<Row> rows) {
        batches.batchUpdate(
                """
                        UPDATE ledger SET uidl = ?, ordinal = ?, state = ?, size = ?, header_digest = ?, twin = ?,
                            reappeared = ?, absent_since = ?, gone_at = ?, last_error = ?, dele_sent_at = ?
                        WHERE account_id = ? AND number = ?""",
                rows.stream()
                        .map(row -> new @Nullable Object[] {
                            row.uidl().value(),
                            row.ordinal(),
                            row.state().name(),
                            row.size(),
                            row.headerDigest(),
                            row.twin(),
                            row.reappeared(),
                            millis(row.absentSince()),
                            millis(row.goneAt()),
                            row.problem(),
                            millis(row.deleSentAt()),
                            account.toString(),
                            row.number()
                        })
                        .toList());
    }

    void failed(AccountId account, long number, RowState state, int attempts, Instant nextTryAt, String why) {
        database.sql("""
                        UPDATE ledger SET state = ?, attempts = ?, next_try_at = ?, last_error = ?
                        WHERE account_id = ? AND number = ?""")
                .params(state.name(), attempts, nextTryAt.toEpochMilli(), why, account.toString(), number)
                .update();
    }

    /** Notes what the header of a message tells that is not collected. */
    void describe(AccountId account, long number, Heading heading) {
        database.sql("UPDATE ledger SET subject = ?, sender = ? WHERE account_id = ? AND number = ?")
                .params(heading.subject(), heading.sender(), account.toString(), number)
                .update();
    }

    /** Has it collected after all. */
    void collect(AccountId account, long number) {
        database.sql("""
                        UPDATE ledger SET state = 'NEW', attempts = 0, next_try_at = NULL, last_error = NULL
                        WHERE account_id = ? AND number = ? AND state IN ('STUB', 'IGNORED', 'QUARANTINED')""").params(account.toString(), number).update();
    }

    void deleSent(AccountId account, Collection<Long> numbers, String look, Instant now) {
        batches.batchUpdate(
                """
                        UPDATE ledger SET state = 'DELE_SENT', dele_sent_at = ?, dele_session = ?, dele_confirmed = FALSE,
                            last_error = NULL
                        WHERE account_id = ? AND number = ? AND state = 'STORED'""",
                numbers.stream()
                        .map(number -> new Object[] {now.toEpochMilli(), look, account.toString(), number})
                        .toList());
    }

    void confirm(AccountId account, String look) {
        database.sql("UPDATE ledger SET dele_confirmed = TRUE WHERE account_id = ? AND state = 'DELE_SENT'"
                        + " AND dele_session = ?")
                .params(account.toString(), look)
                .update();
    }

    void problem(AccountId account, long number, String sentence) {
        database.sql("UPDATE ledger SET last_error = ? WHERE account_id = ? AND number = ?")
                .params(sentence, account.toString(), number)
                .update();
    }

    void pin(AccountId account, long number, boolean pinned) {
        mark(account, number, "pinned", pinned);
    }

    void wantRemoved(AccountId account, long number, boolean wanted) {
        mark(account, number, "remove_wanted", wanted);
    }

    /** Notes which rows were in the plan that the person has confirmed; of the others they were not told. */
    void planned(AccountId account, Collection<Long> numbers) {
        database.sql("UPDATE ledger SET told = ? WHERE account_id = ? AND told <> ?")
                .params(Told.NOT.name(), account.toString(), Told.NOT.name())
                .update();
        tell(account, Told.IN_PLAN, numbers);
    }

    /** Notes which rows were in the letter and in no plan. */
    void announced(AccountId account, Collection<Long> numbers) {
        tell(account, Told.IN_LETTER, numbers);
    }

    private void tell(AccountId account, Told how, Collection<Long> numbers) {
        batches.batchUpdate(
                "UPDATE ledger SET told = ? WHERE account_id = ? AND number = ? AND told = ?",
                numbers.stream()
                        .map(number -> new Object[] {how.name(), account.toString(), number, Told.NOT.name()})
                        .toList());
    }

    private void mark(AccountId account, long number, String column, boolean value) {
        database.sql("UPDATE ledger SET " + column + " = ? WHERE account_id = ? AND number = ?")
                .params(value, account.toString(), number)
                .update();
    }

    private List<Row> select(AccountId account, String condition, String order) {
        return database.sql("SELECT " + COLUMNS + " FROM ledger WHERE account_id = ?" + condition + " " + order)
                .param(account.toString())
                .query(LedgerTable::row)
                .list();
    }

    /** By the places of {@link #COLUMNS}, as names cost much where there are many rows. */
    static Row row(ResultSet row, int number) throws SQLException {
        var copy = row.getLong(10);
        var copyId = row.wasNull() ? null : new CopyId(copy);
        return new Row(
                row.getLong(1),
                new Uidl(row.getString(2)),
                row.getInt(3),
                RowState.valueOf(row.getString(4)),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                require(row, 8),
                instant(row, 9),
                copyId,
                row.getString(11),
                row.getString(12),
                row.getBoolean(13),
                row.getBoolean(14),
                Told.valueOf(row.getString(15)),
                row.getBoolean(16),
                instant(row, 17),
                row.getString(18),
                row.getBoolean(19),
                row.getInt(20),
                instant(row, 21),
                instant(row, 22),
                row.getInt(23),
                instant(row, 24),
                row.getString(25));
    }

    /** Which rows, as far as the table knows by itself. */
    enum Slice {
        ALL(""),
        THERE(LedgerTable.THERE),
        ONLY_HERE(" AND copy_id IS NOT NULL AND (state = 'GONE' OR absent_since IS NOT NULL)"),
        PROBLEMS(" AND state <> 'GONE' AND (state IN ('QUARANTINED', 'STUB') OR last_error IS NOT NULL OR twin)");

        private final String condition;

        Slice(String condition) {
            this.condition = condition;
        }
    }
}
