package io.lettergate.accounts;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of accounts that are reached by access tokens. It holds no token. */
@Repository
class OauthTable {

    private final JdbcClient database;

    OauthTable(JdbcClient database) {
        this.database = database;
    }

    void agreed(AccountId account, String provider, Instant now) {
        database.sql("""
                        INSERT INTO oauth_account (account_id, provider, agreed_at, renewing_until) VALUES (?, ?, ?, 0)
                        ON CONFLICT (account_id) DO UPDATE
                        SET provider = excluded.provider, agreed_at = excluded.agreed_at, ended_at = NULL""")
                .params(account.toString(), provider, now.toEpochMilli())
                .update();
    }

    void ended(AccountId account, Instant now) {
        database.sql("UPDATE oauth_account SET ended_at = ? WHERE account_id = ?")
                .params(now.toEpochMilli(), account.toString())
                .update();
    }

    Optional<String> provider(AccountId account) {
        return database.sql("SELECT provider FROM oauth_account WHERE account_id = ?")
                .param(account.toString())
                .query(String.class)
                .optional();
    }

    void remove(AccountId account) {
        database.sql("DELETE FROM oauth_account WHERE account_id = ?")
                .param(account.toString())
                .update();
    }

    /** Takes the turn to renew; false while somebody else has it. */
    boolean take(AccountId account, Instant now, Instant until) {
        return database.sql("UPDATE oauth_account SET renewing_until = ? WHERE account_id = ? AND renewing_until < ?")
                        .params(until.toEpochMilli(), account.toString(), now.toEpochMilli())
                        .update()
                == 1;
    }

    void give(AccountId account) {
        database.sql("UPDATE oauth_account SET renewing_until = 0 WHERE account_id = ?")
                .param(account.toString())
                .update();
    }
}
