package io.lettergate.archiving;

import io.lettergate.accounts.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of rules. */
@Repository
class JdbcArchiveRules {

    private final JdbcClient database;

    JdbcArchiveRules(JdbcClient database) {
        this.database = database;
    }

    Optional<ArchiveRule> of(AccountId account) {
        return database.sql("SELECT * FROM archive_rule WHERE account_id = ?")
                .param(account.toString())
                .query(JdbcArchiveRules::rule)
                .optional();
    }

    void keep(AccountId account, ArchiveRule rule) {
        database.sql("""
                        INSERT INTO archive_rule (account_id, enabled, months, sent_too, unread_too, flagged_too)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (account_id) DO UPDATE SET enabled = excluded.enabled, months = excluded.months,
                            sent_too = excluded.sent_too, unread_too = excluded.unread_too,
                            flagged_too = excluded.flagged_too""")
                .params(
                        account.toString(),
                        rule.enabled(),
                        rule.months(),
                        rule.sentToo(),
                        rule.unreadToo(),
                        rule.flaggedToo())
                .update();
    }

    /** The accounts whose rule is enabled, and that nobody has worked on since. */
    List<AccountId> due(Instant since) {
        return database.sql("""
                        SELECT account_id FROM archive_rule WHERE enabled AND NOT EXISTS (
                            SELECT 1 FROM archive_run run
                            WHERE run.account_id = archive_rule.account_id AND run.started_at >= ?)""").param(since.toEpochMilli()).query(String.class).list().stream()
                .map(id -> new AccountId(UUID.fromString(id)))
                .toList();
    }

    private static ArchiveRule rule(ResultSet row, int number) throws SQLException {
        return new ArchiveRule(
                row.getBoolean("enabled"),
                row.getInt("months"),
                row.getBoolean("sent_too"),
                row.getBoolean("unread_too"),
                row.getBoolean("flagged_too"));
    }
}
