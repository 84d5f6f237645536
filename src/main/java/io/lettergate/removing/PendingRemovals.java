package io.lettergate.removing;

import io.lettergate.accounts.AccountId;
import io.lettergate.operations.Operation;
import io.lettergate.operations.OperationId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of accounts that go as soon as they are saved. */
@Repository
class PendingRemovals {

    private final JdbcClient database;

    PendingRemovals(JdbcClient database) {
        this.database = database;
    }

    /**
     * One of them.
     *
     * @param attempts how many exports were begun for it
     */
    record Pending(AccountId account, AccountId owner, String operation, int attempts) {}

    void add(AccountId account, AccountId owner, Operation operation, int attempts) {
        database.sql("""
                        INSERT INTO pending_removal (account_id, owner_id, operation_id, attempts) VALUES (?, ?, ?, ?)
                        ON CONFLICT (account_id) DO UPDATE
                        SET operation_id = excluded.operation_id, attempts = excluded.attempts""")
                .params(account.toString(), owner.toString(), operation.id().toString(), attempts)
                .update();
    }

    List<Pending> all() {
        return database.sql("SELECT * FROM pending_removal ORDER BY account_id")
                .query((row, number) -> new Pending(
                        new AccountId(UUID.fromString(row.getString("account_id"))),
                        new AccountId(UUID.fromString(row.getString("owner_id"))),
                        row.getString("operation_id"),
                        row.getInt("attempts")))
                .list();
    }

    Optional<Pending> of(OperationId operation) {
        return all().stream()
                .filter(pending -> pending.operation().equals(operation.toString()))
                .findFirst();
    }

    void remove(AccountId account) {
        database.sql("DELETE FROM pending_removal WHERE account_id = ?")
                .param(account.toString())
                .update();
    }
}
