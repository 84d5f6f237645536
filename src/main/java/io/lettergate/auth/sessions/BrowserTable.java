package io.lettergate.auth.sessions;

import io.lettergate.accounts.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The table of browsers that people signed in with. */
@Repository
class BrowserTable {

    /** After this nothing is known of a browser that nobody used. */
    static final Duration KEPT = Duration.ofDays(90);

    private final JdbcClient database;
    private final Clock clock;

    BrowserTable(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Optional<StoredBrowser> find(String id) {
        return database.sql("SELECT * FROM browser WHERE id = ?")
                .param(id)
                .query(BrowserTable::browser)
                .optional();
    }

    /** All of a person, those used last first. */
    List<StoredBrowser> of(AccountId owner) {
        return database.sql("SELECT * FROM browser WHERE owner_id = ? ORDER BY seen_at DESC, id")
                .param(owner.toString())
                .query(BrowserTable::browser)
                .list();
    }

    /** Somebody signs in with it, for the first time or again. */
    void begin(String id, AccountId owner, Token token, String device, String client, @Nullable Instant remembered) {
        var now = clock.millis();
        List<@Nullable Object> values = new ArrayList<>();
        values.addAll(List.of(id, owner.toString(), token.digest(), now, device, client, now, now));
        values.add(remembered == null ? null : remembered.toEpochMilli());
        database.sql("""
                        INSERT INTO browser (id, owner_id, digest, changed_at, confirmed, device, client, begun_at,
                            seen_at, remembered_until) VALUES (?, ?, ?, ?, FALSE, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET digest_before = browser.digest, digest = excluded.digest,
                            changed_at = excluded.changed_at, confirmed = FALSE, device = excluded.device,
                            client = excluded.client, begun_at = excluded.begun_at, seen_at = excluded.seen_at,
                            remembered_until = excluded.remembered_until, ended_at = NULL
                        WHERE browser.owner_id = excluded.owner_id""").params(values).update();
    }

    /** It signs in by itself. */
    void resume(String id, String client) {
        database.sql("UPDATE browser SET begun_at = ?, seen_at = ?, client = ? WHERE id = ?")
                .params(clock.millis(), clock.millis(), client, id)
                .update();
    }

    /** Gives it a new token in place of the one that it showed; false if another node was quicker. */
    boolean change(StoredBrowser browser, Token shown, Token next) {
        return database.sql("""
                        UPDATE browser SET digest = ?, digest_before = ?, changed_at = ?, confirmed = FALSE
                        WHERE id = ? AND digest = ?""")
                        .params(
                                next.digest(),
                                shown.digest(),
                                clock.millis(),
                                browser.id(),
                                Objects.requireNonNullElse(browser.digest(), ""))
                        .update()
                == 1;
    }

    /** Somebody clicks in it; if it shows its newest token by that, the one before is good for nothing any more. */
    void see(String id, String client, @Nullable String digest) {
        List<@Nullable Object> values = new ArrayList<>(List.of(clock.millis(), client));
        values.add(digest);
        values.add(id);
        database.sql("""
                        UPDATE browser SET seen_at = ?, client = ?,
                            confirmed = CASE WHEN digest = ? THEN TRUE ELSE confirmed END
                        WHERE id = ?""").params(values).update();
    }

    /** It signed out, and may be known again when it comes back. */
    void end(String id) {
        database.sql("UPDATE browser SET ended_at = ?, remembered_until = NULL WHERE id = ? AND ended_at IS NULL")
                .params(clock.millis(), id)
                .update();
    }

    /** It is signed out from elsewhere, and nothing that it holds is good for anything. */
    void revoke(String id, @Nullable String copiedFrom) {
        List<@Nullable Object> values = new ArrayList<>(List.of(clock.millis()));
        values.add(copiedFrom);
        values.add(id);
        database.sql("""
                        UPDATE browser SET ended_at = ?, copied_from = ?, digest = NULL, digest_before = NULL,
                            remembered_until = NULL, second_factor_until = NULL
                        WHERE id = ?""").params(values).update();
    }

    void trust(String id, Instant until) {
        database.sql("UPDATE browser SET second_factor_until = ? WHERE id = ? AND digest IS NOT NULL")
                .params(until.toEpochMilli(), id)
                .update();
    }

    void distrust(AccountId owner) {
        database.sql("UPDATE browser SET second_factor_until = NULL WHERE owner_id = ?")
                .param(owner.toString())
                .update();
    }

    @Scheduled(fixedDelayString = "PT12H", initialDelayString = "PT15M")
    void forgetOld() {
        var now = clock.millis();
        database.sql("""
                        DELETE FROM browser
                        WHERE seen_at < ? AND (remembered_until IS NULL OR remembered_until < ?)""").params(now - KEPT.toMillis(), now).update();
    }

    private static StoredBrowser browser(ResultSet row, int number) throws SQLException {
        return new StoredBrowser(
                row.getString("id"),
                new AccountId(UUID.fromString(row.getString("owner_id"))),
                row.getString("digest"),
                row.getString("digest_before"),
                Instant.ofEpochMilli(row.getLong("changed_at")),
                row.getBoolean("confirmed"),
                row.getString("device"),
                row.getString("client"),
                Instant.ofEpochMilli(row.getLong("begun_at")),
                Instant.ofEpochMilli(row.getLong("seen_at")),
                instant(row, "remembered_until"),
                instant(row, "second_factor_until"),
                instant(row, "ended_at"),
                row.getString("copied_from"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
