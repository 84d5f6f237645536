package io.lettergate.audit;

import io.lettergate.accounts.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of the log. Lines are added and, when they are old, removed; none is ever changed. */
@Repository
class AuditTable {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final JdbcClient database;
    private final JsonMapper json;

    AuditTable(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    void add(AuditEntry entry) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(entry.id());
        values.add(entry.at().toEpochMilli());
        values.add(entry.kind().word());
        values.add(entry.owner() == null ? null : entry.owner().toString());
        values.add(entry.who());
        values.add(entry.account() == null ? null : entry.account().toString());
        values.add(entry.accountAddress());
        values.add(entry.means().word());
        values.add(entry.token());
        values.add(entry.client());
        values.add(json.writeValueAsString(entry.details()));
        database.sql("""
                        INSERT INTO audit (id, happened_at, kind, owner_id, who, account_id, account_address, means,
                                           token_name, client, details)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""").params(values).update();
    }

    List<AuditEntry> some(AuditQuery query) {
        if (query.accounts() != null && query.accounts().isEmpty()) {
            return List.of();
        }
        Map<String, Object> values = new HashMap<>();
        var where = new ArrayList<String>();
        var owner = query.owner();
        if (owner != null) {
            where.add("owner_id = :owner");
            values.put("owner", owner.toString());
        }
        narrow(query, where, values);
        values.put("limit", query.limit() + 1);
        return database.sql("SELECT * FROM audit"
                        + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where))
                        + " ORDER BY id DESC LIMIT :limit")
                .params(values)
                .query(this::entry)
                .list();
    }

    private static void narrow(AuditQuery query, List<String> where, Map<String, Object> values) {
        if (query.accounts() != null) {
            where.add("account_id IN (:accounts)");
            values.put(
                    "accounts",
                    query.accounts().stream().map(AccountId::toString).toList());
        }
        if (query.who() != null) {
            where.add("who = :who");
            values.put("who", query.who());
        }
        if (!query.kinds().isEmpty()) {
            where.add("kind IN (:kinds)");
            values.put("kinds", query.kinds().stream().map(AuditKind::word).toList());
        }
        if (query.since() != null) {
            where.add("happened_at >= :since");
            values.put("since", query.since().toEpochMilli());
        }
        if (query.until() != null) {
            where.add("happened_at < :until");
            values.put("until", query.until().toEpochMilli());
        }
        if (query.cursor() != null) {
            where.add("id < :cursor");
            values.put("cursor", query.cursor());
        }
    }

    /** What the address of an account was when it was last spoken of. */
    Optional<String> address(AccountId account) {
        return database.sql("""
                        SELECT account_address FROM audit
                        WHERE account_id = ? AND account_address IS NOT NULL ORDER BY id DESC LIMIT 1""").param(account.toString()).query(String.class).optional();
    }

    void removeBefore(Instant moment) {
        database.sql("DELETE FROM audit WHERE happened_at < ?")
                .param(moment.toEpochMilli())
                .update();
    }

    private AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getString("id"),
                Instant.ofEpochMilli(row.getLong("happened_at")),
                AuditKind.of(row.getString("kind")).orElseThrow(),
                account(row.getString("owner_id")),
                row.getString("who"),
                account(row.getString("account_id")),
                row.getString("account_address"),
                Means.valueOf(row.getString("means").toUpperCase(Locale.ROOT)),
                row.getString("token_name"),
                row.getString("client"),
                json.readValue(row.getString("details"), OBJECT));
    }

    private static @Nullable AccountId account(@Nullable String id) {
        return id == null ? null : new AccountId(UUID.fromString(id));
    }
}
