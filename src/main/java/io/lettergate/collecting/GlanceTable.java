package io.lettergate.collecting;

import static io.lettergate.collecting.Columns.instant;

import io.lettergate.accounts.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads how several accounts stand, in one query. */
@Repository
class GlanceTable {

    private final JdbcClient database;
    private final JsonMapper json;
    private final CollectingSettings settings;
    private final Clock clock;

    GlanceTable(JdbcClient database, JsonMapper json, CollectingSettings settings, Clock clock) {
        this.database = database;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    Map<AccountId, Glance> of(Collection<AccountId> accounts) {
        Map<AccountId, Glance> all = new HashMap<>();
        database.sql("""
                        SELECT account_id, keep_window, held, problem, needs_password, next_look_at, told_at,
                            EXISTS (SELECT 1 FROM look WHERE look.account_id = collection.account_id
                                AND ended_at IS NULL) AS looking
                        FROM collection WHERE account_id IN (:accounts)""")
                .param("accounts", accounts.stream().map(AccountId::toString).toList())
                .query((ResultSet row) -> {
                    all.put(new AccountId(UUID.fromString(row.getString("account_id"))), glance(row));
                });
        return all;
    }

    private Glance glance(ResultSet row) throws SQLException {
        var told = instant(row, "told_at");
        var needsPassword = row.getBoolean("needs_password");
        return new Glance(
                row.getBoolean("looking"),
                row.getBoolean("held"),
                row.getString("problem"),
                needsPassword,
                needsPassword ? null : instant(row, "next_look_at"),
                json.readValue(row.getString("keep_window"), KeepOnServer.class).pollEvery(),
                told != null && told.plus(settings.grace()).isAfter(clock.instant()));
    }
}
