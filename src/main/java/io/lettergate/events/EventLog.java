package io.lettergate.events;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountRemoved;
import io.lettergate.collecting.CollectingChange;
import io.lettergate.mailbox.spi.MailChange;
import io.lettergate.operations.Operation;
import io.lettergate.sending.Submission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of what happened, for all nodes. A row's number is one above the highest, so that rows are seen in the order
 * of their numbers; the highest stays when old rows go, so that no number comes twice.
 */
@Repository
class EventLog {

    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient database;
    private final JsonMapper json;
    private final Clock clock;

    EventLog(JdbcClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    void add(AccountId account, MailChange change) {
        add(account, Happening.type(change), Happening.Details.of(change));
    }

    void add(CollectingChange change) {
        add(change.account(), Happening.type(change), Happening.Details.of(change));
    }

    void add(Operation operation) {
        add(operation.account(), Happening.type(operation), Happening.Details.of(operation));
    }

    void add(Submission submission) {
        add(submission.account(), Happening.type(submission), Happening.Details.of(submission));
    }

    /** Forgets an account; its person is told so first, as the highest number has to stay. */
    void removed(AccountRemoved account) {
        add(account.owner(), "account.removed", Happening.Details.ofNothing());
        database.sql("DELETE FROM event WHERE account_id = ? AND id < (SELECT MAX(id) FROM event)")
                .param(account.account().toString())
                .update();
    }

    private void add(AccountId account, String type, Happening.Details details) {
        database.sql("""
                        INSERT INTO event (id, account_id, type, details, happened_at)
                        SELECT COALESCE(MAX(id), 0) + 1, ?, ?, ?, ? FROM event""")
                .params(account.toString(), type, json.writeValueAsString(details), clock.millis())
                .update();
    }

    /** What happened to these accounts after a place in the log, oldest first. */
    List<Happening> after(Collection<AccountId> accounts, long id, int limit) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return database.sql("""
                        SELECT id, account_id, type, details, happened_at FROM event
                        WHERE account_id IN (:accounts) AND id > :id ORDER BY id LIMIT :limit""")
                .param("accounts", accounts.stream().map(AccountId::toString).toList())
                .param("id", id)
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /** How an account fared last, if that was told. */
    Optional<Happening> state(AccountId account) {
        return database.sql("""
                        SELECT id, account_id, type, details, happened_at FROM event
                        WHERE account_id = ? AND type IN ('account.live', 'account.waiting', 'account.signInRequired')
                        ORDER BY id DESC LIMIT 1""").param(account.toString()).query(this::row).optional();
    }

    /** Whose log has grown after this place. */
    Set<AccountId> grown(long id) {
        return database
                .sql("SELECT DISTINCT account_id FROM event WHERE id > ?")
                .param(id)
                .query(String.class)
                .list()
                .stream()
                .map(account -> new AccountId(UUID.fromString(account)))
                .collect(Collectors.toSet());
    }

    /** The last place in the log, 0 where it is empty. */
    long newest() {
        return database.sql("SELECT COALESCE(MAX(id), 0) FROM event")
                .query(Long.class)
                .single();
    }

    /** Whether nothing that came after this place has gone. */
    boolean reachesBackTo(long id) {
        var oldest = database.sql("SELECT COALESCE(MIN(id), 1) FROM event")
                .query(Long.class)
                .single();
        return id >= oldest - 1 && id <= newest();
    }

    void forgetOld() {
        database.sql("DELETE FROM event WHERE happened_at < ? AND id < (SELECT MAX(id) FROM event)")
                .param(clock.instant().minus(KEPT).toEpochMilli())
                .update();
    }

    private Happening row(ResultSet row, int number) throws SQLException {
        return new Happening(
                row.getLong("id"),
                new AccountId(UUID.fromString(row.getString("account_id"))),
                row.getString("type"),
                Instant.ofEpochMilli(row.getLong("happened_at")),
                json.readValue(row.getString("details"), Happening.Details.class));
    }
}
