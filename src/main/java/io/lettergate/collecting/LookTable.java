package io.lettergate.collecting;

import static io.lettergate.collecting.Columns.instant;
import static io.lettergate.collecting.Columns.require;

import io.lettergate.accounts.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The table of looks. */
@Repository
class LookTable {

    private static final Duration KEPT = Duration.ofDays(90);

    private final JdbcClient database;
    private final Clock clock;

    LookTable(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Notes that somebody waits for a look. */
    Look await(AccountId account) {
        var id = UUID.randomUUID().toString();
        database.sql("""
                        INSERT INTO look (id, account_id, started_at, state, found, to_collect, collected,
                            collected_octets, removed, stop_wanted) VALUES (?, ?, ?, 'WAITING', 0, 0, 0, 0, 0, FALSE)""").params(id, account.toString(), clock.millis()).update();
        return find(account, id).orElseThrow();
    }

    /** Ends what never ended, as its process died. */
    void cutShort(AccountId account) {
        database.sql("""
                        UPDATE look SET state = 'FAILED', ended_at = ?, problem = 'Lettergate was stopped meanwhile.'
                        WHERE account_id = ? AND ended_at IS NULL AND state <> 'WAITING'""").params(clock.millis(), account.toString()).update();
    }

    /** Begins the look that somebody waits for, or one of its own accord. */
    Look begin(AccountId account) {
        cutShort(account);
        var id = running(account).orElseGet(() -> await(account)).id();
        database.sql("UPDATE look SET state = 'LOOKING', started_at = ? WHERE id = ?")
                .params(clock.millis(), id)
                .update();
        return find(account, id).orElseThrow();
    }

    /** Notes how far it is; answers false where the person wants it to end. */
    boolean progress(AccountId account, String id, Look.State state, long found, long toCollect) {
        database.sql("UPDATE look SET state = ?, found = ?, to_collect = ? WHERE id = ?")
                .params(state.name(), found, toCollect, id)
                .update();
        return !database.sql("SELECT stop_wanted FROM look WHERE id = ?")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    void collected(String id, long messages, long octets) {
        database.sql("UPDATE look SET collected = collected + ?, collected_octets = collected_octets + ? WHERE id = ?")
                .params(messages, octets, id)
                .update();
    }

    void removed(String id, long messages) {
        database.sql("UPDATE look SET removed = removed + ? WHERE id = ?")
                .params(messages, id)
                .update();
    }

    void end(String id, Look.State state, @Nullable String problem) {
        database.sql("UPDATE look SET state = ?, ended_at = ?, problem = ? WHERE id = ?")
                .param(state.name())
                .param(clock.millis())
                .param(problem)
                .param(id)
                .update();
    }

    /** Ends whatever goes on or is waited for. */
    void rest(AccountId account) {
        database.sql("UPDATE look SET state = 'STOPPED', ended_at = ? WHERE account_id = ? AND ended_at IS NULL")
                .params(clock.millis(), account.toString())
                .update();
    }

    void stop(AccountId account) {
        database.sql("UPDATE look SET stop_wanted = TRUE WHERE account_id = ? AND ended_at IS NULL")
                .param(account.toString())
                .update();
    }

    /** Ends what goes on no more, or cannot begin. */
    void giveUp(AccountId account, String why) {
        database.sql("UPDATE look SET state = 'FAILED', ended_at = ?, problem = ? WHERE account_id = ?"
                        + " AND ended_at IS NULL")
                .params(clock.millis(), why, account.toString())
                .update();
    }

    Optional<Look> running(AccountId account) {
        return one(
                "SELECT * FROM look WHERE account_id = ? AND ended_at IS NULL ORDER BY started_at DESC LIMIT 1",
                account);
    }

    Optional<Look> last(AccountId account) {
        return one(
                "SELECT * FROM look WHERE account_id = ? AND ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 1",
                account);
    }

    private Optional<Look> one(String sql, AccountId account) {
        return database.sql(sql)
                .param(account.toString())
                .query(LookTable::look)
                .optional();
    }

    Optional<Look> find(AccountId account, String id) {
        return database.sql("SELECT * FROM look WHERE account_id = ? AND id = ?")
                .params(account.toString(), id)
                .query(LookTable::look)
                .optional();
    }

    List<Look> latest(AccountId account, int limit) {
        return database.sql("SELECT * FROM look WHERE account_id = ? ORDER BY started_at DESC, id LIMIT ?")
                .params(account.toString(), limit)
                .query(LookTable::look)
                .list();
    }

    List<Look> some(AccountId account, Look.Kind kind, Instant before, int limit) {
        var which = switch (kind) {
            case ALL -> "";
            case REMOVALS -> " AND removed > 0";
            case FAILURES -> " AND problem IS NOT NULL";
        };
        var end = before.equals(Instant.MAX) ? Long.MAX_VALUE : before.toEpochMilli();
        return database.sql("SELECT * FROM look WHERE account_id = ? AND started_at < ?" + which
                        + " ORDER BY started_at DESC, id LIMIT ?")
                .params(account.toString(), end, limit)
                .query(LookTable::look)
                .list();
    }

    List<Look> busySince(AccountId account, Instant since) {
        return database.sql("""
                        SELECT * FROM look WHERE account_id = ? AND started_at >= ? AND (collected > 0 OR removed > 0)
                        ORDER BY started_at DESC, id""")
                .params(account.toString(), since.toEpochMilli())
                .query(LookTable::look)
                .list();
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forgetOld() {
        database.sql("DELETE FROM look WHERE started_at < ?")
                .param(clock.instant().minus(KEPT).toEpochMilli())
                .update();
    }

    private static Look look(ResultSet row, int number) throws SQLException {
        return new Look(
                row.getString("id"),
                require(row, "started_at"),
                instant(row, "ended_at"),
                Look.State.valueOf(row.getString("state")),
                row.getLong("found"),
                row.getLong("to_collect"),
                row.getLong("collected"),
                row.getLong("collected_octets"),
                row.getLong("removed"),
                row.getString("problem"));
    }
}
