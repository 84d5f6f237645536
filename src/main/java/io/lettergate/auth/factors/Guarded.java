package io.lettergate.auth.factors;

import io.lettergate.accounts.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who has a second factor: it is asked with each request of those who did not give one. */
@Repository
class Guarded {

    private final JdbcClient database;

    Guarded(JdbcClient database) {
        this.database = database;
    }

    boolean is(AccountId person) {
        return database.sql("""
                        SELECT EXISTS (SELECT 1 FROM authenticator_app WHERE account_id = ?)
                            OR EXISTS (SELECT 1 FROM passkey WHERE account_id = ?)""")
                .params(person.toString(), person.toString())
                .query(Boolean.class)
                .single();
    }
}
