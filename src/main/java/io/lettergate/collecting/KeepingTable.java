package io.lettergate.collecting;

import static io.lettergate.collecting.Columns.instant;
import static io.lettergate.collecting.Columns.millis;
import static io.lettergate.collecting.Columns.require;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Uidl;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table of how collecting stands. */
@Repository
class KeepingTable {

    private final JdbcClient database;
    private final JsonMapper json;
    private final Clock clock;

    KeepingTable(JdbcClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** How it stands; an account that was never asked about begins with a window that removes nothing. */
    Keeping of(AccountId account) {
        var known = database.sql("SELECT * FROM collection WHERE account_id = ?")
                .param(account.toString())
                .query(this::keeping)
                .optional();
        return known.orElseGet(() -> {
            begin(account);
            return of(account);
        });
    }

    /** Makes the account known. */
    void begin(AccountId account) {
        var now = clock.millis();
        database.sql("""
                        INSERT INTO collection (account_id, keep_window, set_at, held, next_look_at, not_before, failures,
                            needs_password, stat_count, stat_octets, must_list, odd_listings, notices, token, lease_until)
                        VALUES (?, ?, ?, FALSE, ?, 0, 0, FALSE, 0, 0, TRUE, 0, '[]', 0, 0)
                        ON CONFLICT (account_id) DO NOTHING""")
                .params(account.toString(), written(KeepOnServer.FOREVER), now, now)
                .update();
    }

    void setWindow(
            AccountId account,
            KeepOnServer window,
            @Nullable Instant removesFrom,
            @Nullable KeepOnServer previous,
            @Nullable Instant previousRemovesFrom,
            boolean tellsAnew) {
        database.sql("""
                        UPDATE collection SET keep_window = ?, removes_from = ?, previous = ?, previous_removes_from = ?,
                            set_at = ?, told_at = CASE WHEN ? THEN NULL ELSE told_at END WHERE account_id = ?""")
                .param(written(window))
                .param(millis(removesFrom))
                .param(previous == null ? null : written(previous))
                .param(millis(previousRemovesFrom))
                .param(clock.millis())
                .param(tellsAnew)
                .param(account.toString())
                .update();
    }

    /** A shorter or longer wait between looks counts from the last one. */
    void lookBy(AccountId account, Instant latest) {
        database.sql(
                        "UPDATE collection SET next_look_at = ? WHERE account_id = ? AND next_look_at > ? AND failures = 0")
                .params(latest.toEpochMilli(), account.toString(), latest.toEpochMilli())
                .update();
    }

    void hold(AccountId account, boolean held, @Nullable String because) {
        database.sql("UPDATE collection SET held = ?, held_because = ? WHERE account_id = ?")
                .param(held)
                .param(because)
                .param(account.toString())
                .update();
    }

    void told(AccountId account) {
        set(account, "told_at", clock.millis());
    }

    /** Whether some node looks just now. */
    boolean isClaimed(AccountId account) {
        return database.sql("SELECT COUNT(*) FROM collection WHERE account_id = ? AND lease_until > ?")
                        .params(account.toString(), clock.millis())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void want(AccountId account) {
        set(account, "wanted_at", clock.millis());
    }

    /** Has the next look read the whole listing, however little seems to have changed. */
    void mustList(AccountId account) {
        set(account, "must_list", true);
    }

    /** Somebody gave a new password, or another server, so that it is worth while to try again. */
    void tryAgain(AccountId account) {
        database.sql("""
                        UPDATE collection SET needs_password = FALSE, problem = NULL, failures = 0, failing_since = NULL,
                            must_list = TRUE, next_look_at = ? WHERE account_id = ?""").params(clock.millis(), account.toString()).update();
    }

    /** Nobody looks any more until there is a new password: whoever looks just now has lost the right to. */
    void rest(AccountId account) {
        begin(account);
        database.sql("""
                        UPDATE collection SET needs_password = TRUE, problem = NULL, wanted_at = NULL, token = token + 1,
                            lease_until = 0 WHERE account_id = ?""").param(account.toString()).update();
    }

    /** Notes what a whole listing showed. */
    void listed(AccountId account, long count, long octets, @Nullable Uidl last, boolean isWhole, int odd) {
        database.sql("""
                        UPDATE collection SET stat_count = ?, stat_octets = ?, listed_at = ?, last_uidl = ?,
                            must_list = ?, odd_listings = ? WHERE account_id = ?""")
                .param(count)
                .param(octets)
                .param(clock.millis())
                .param(last == null ? null : last.value())
                .param(!isWhole)
                .param(odd)
                .param(account.toString())
                .update();
    }

    /** Adds what the person should know of the server, once. */
    void notice(Keeping keeping, String sentence) {
        if (!of(keeping.account()).notices().contains(sentence)) {
            var all = new ArrayList<>(of(keeping.account()).notices());
            all.add(sentence);
            set(keeping.account(), "notices", json.writeValueAsString(all));
        }
    }

    /** Takes away what is no longer so. */
    void withdraw(Keeping keeping, String sentence) {
        if (keeping.notices().contains(sentence)) {
            var all = new ArrayList<>(of(keeping.account()).notices());
            all.remove(sentence);
            set(keeping.account(), "notices", json.writeValueAsString(all));
        }
    }

    private void set(AccountId account, String column, Object value) {
        database.sql("UPDATE collection SET " + column + " = ? WHERE account_id = ?")
                .params(value, account.toString())
                .update();
    }

    String written(KeepOnServer window) {
        return json.writeValueAsString(window);
    }

    private KeepOnServer read(String window) {
        return json.readValue(window, KeepOnServer.class);
    }

    private Keeping keeping(ResultSet row, int number) throws SQLException {
        var previous = row.getString("previous");
        return new Keeping(
                new AccountId(UUID.fromString(row.getString("account_id"))),
                read(row.getString("keep_window")),
                previous == null ? null : read(previous),
                require(row, "set_at"),
                instant(row, "removes_from"),
                instant(row, "previous_removes_from"),
                instant(row, "told_at"),
                row.getBoolean("held"),
                row.getString("held_because"),
                require(row, "next_look_at"),
                require(row, "not_before"),
                instant(row, "wanted_at"),
                instant(row, "looked_at"),
                row.getInt("failures"),
                instant(row, "failing_since"),
                row.getString("problem"),
                row.getBoolean("needs_password"),
                row.getLong("stat_count"),
                row.getLong("stat_octets"),
                instant(row, "listed_at"),
                row.getString("last_uidl"),
                row.getBoolean("must_list"),
                row.getInt("odd_listings"),
                List.of(json.readValue(row.getString("notices"), String[].class)));
    }
}
