package io.lettergate.operations;

import io.lettergate.accounts.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of operations, as whoever asked for them sees it. */
@Repository
class JdbcOperations {

    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient database;
    private final Clock clock;

    JdbcOperations(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Operation add(AccountId owner, AccountId account, String kind, String wanted) {
        var id = OperationId.random();
        var now = clock.millis();
        database.sql("""
                        INSERT INTO operation (id, owner_id, account_id, kind, state, done, wanted, details, created_at,
                            next_at, attempts, cancel_asked, lease_token, lease_until)
                        VALUES (?, ?, ?, ?, 'waiting', 0, ?, '{}', ?, ?, 0, 0, 0, 0)""")
                .params(id.toString(), owner.toString(), account.toString(), kind, wanted, now, now)
                .update();
        return find(id).orElseThrow();
    }

    Optional<Operation> find(OperationId id) {
        return database.sql("SELECT * FROM operation WHERE id = ?")
                .param(id.toString())
                .query(JdbcOperations::operation)
                .optional();
    }

    /** One that is not over and does just this. */
    Optional<Operation> unfinished(AccountId account, String kind, String wanted) {
        return database.sql("""
                        SELECT * FROM operation WHERE account_id = ? AND kind = ? AND wanted = ?
                            AND state IN ('waiting', 'running') AND cancel_asked = 0
                        ORDER BY created_at LIMIT 1""")
                .params(account.toString(), kind, wanted)
                .query(JdbcOperations::operation)
                .optional();
    }

    /** Those of some accounts, newest first. */
    List<Operation> of(Collection<AccountId> accounts, int limit) {
        return accounts.isEmpty()
                ? List.of()
                : database.sql("""
                        SELECT * FROM operation WHERE account_id IN (:accounts) OR owner_id IN (:accounts)
                        ORDER BY created_at DESC, id LIMIT :limit""")
                        .param(
                                "accounts",
                                accounts.stream().map(AccountId::toString).toList())
                        .param("limit", limit)
                        .query(JdbcOperations::operation)
                        .list();
    }

    /** Asks for the end of one; at once, where nobody works on it. */
    void cancel(OperationId id) {
        var now = clock.millis();
        database.sql("UPDATE operation SET cancel_asked = 1 WHERE id = ? AND state IN ('waiting', 'running')")
                .param(id.toString())
                .update();
        database.sql("""
                        UPDATE operation SET state = 'cancelled', ended_at = ?, message = NULL
                        WHERE id = ? AND (state = 'waiting' OR (state = 'running' AND lease_until < ?))""").params(now, id.toString(), now).update();
    }

    /** Those that were over long ago. */
    List<Operation> old() {
        return database.sql("SELECT * FROM operation WHERE ended_at < ?")
                .param(clock.instant().minus(KEPT).toEpochMilli())
                .query(JdbcOperations::operation)
                .list();
    }

    void remove(OperationId id) {
        database.sql("DELETE FROM operation WHERE id = ?").param(id.toString()).update();
    }

    static Operation operation(ResultSet row, int number) throws SQLException {
        return new Operation(
                new OperationId(UUID.fromString(row.getString("id"))),
                new AccountId(UUID.fromString(row.getString("owner_id"))),
                new AccountId(UUID.fromString(row.getString("account_id"))),
                row.getString("kind"),
                state(row.getString("state")),
                row.getLong("done"),
                number(row, "total"),
                row.getString("message"),
                row.getString("wanted"),
                row.getString("details"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                time(row, "started_at"),
                time(row, "ended_at"),
                row.getInt("cancel_asked") != 0);
    }

    private static Operation.State state(String word) {
        for (var state : Operation.State.values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new IllegalStateException("No state of an operation: " + word);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var millis = number(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
