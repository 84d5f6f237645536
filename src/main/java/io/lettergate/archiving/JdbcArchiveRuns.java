package io.lettergate.archiving;

import io.lettergate.accounts.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of the latest run of each account. Whoever claims an account works on it alone, on whichever node. */
@Repository
class JdbcArchiveRuns {

    private static final Duration LEASE = Duration.ofMinutes(10);

    private final JdbcClient database;
    private final Clock clock;

    JdbcArchiveRuns(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Begins a run, unless one is under way. */
    boolean claim(AccountId account) {
        var now = clock.millis();
        return database.sql("""
                                INSERT INTO archive_run (account_id, started_at, lease_until, moved) VALUES (?, ?, ?, 0)
                                ON CONFLICT (account_id) DO UPDATE SET started_at = excluded.started_at,
                                    lease_until = excluded.lease_until, ended_at = NULL, moved = 0, total = NULL,
                                    problem = NULL
                                WHERE archive_run.ended_at IS NOT NULL OR archive_run.lease_until < ?""")
                        .params(account.toString(), now, now + LEASE.toMillis(), now)
                        .update()
                == 1;
    }

    void progress(AccountId account, long moved, long total) {
        database.sql("UPDATE archive_run SET moved = ?, total = ?, lease_until = ? WHERE account_id = ?")
                .params(moved, total, clock.millis() + LEASE.toMillis(), account.toString())
                .update();
    }

    void end(AccountId account, @Nullable String problem) {
        database.sql("UPDATE archive_run SET ended_at = ?, problem = ? WHERE account_id = ?")
                .param(clock.millis())
                .param(problem)
                .param(account.toString())
                .update();
    }

    Optional<ArchiveRun> of(AccountId account) {
        return database.sql("SELECT * FROM archive_run WHERE account_id = ?")
                .param(account.toString())
                .query(this::run)
                .optional();
    }

    private ArchiveRun run(ResultSet row, int number) throws SQLException {
        var total = row.getLong("total");
        Long known = row.wasNull() ? null : total;
        return new ArchiveRun(
                state(row),
                Instant.ofEpochMilli(row.getLong("started_at")),
                row.getLong("moved"),
                known,
                row.getString("problem"));
    }

    private ArchiveRun.State state(ResultSet row) throws SQLException {
        row.getLong("ended_at");
        if (!row.wasNull()) {
            return row.getString("problem") == null ? ArchiveRun.State.DONE : ArchiveRun.State.FAILED;
        }
        return row.getLong("lease_until") < clock.millis() ? ArchiveRun.State.INTERRUPTED : ArchiveRun.State.RUNNING;
    }
}
