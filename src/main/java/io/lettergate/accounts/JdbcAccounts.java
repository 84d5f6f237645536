package io.lettergate.accounts;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of accounts. It holds no password. */
@Repository
class JdbcAccounts {

    private final JdbcClient database;
    private final Clock clock;

    JdbcAccounts(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Optional<AccountId> known(String address) {
        return database.sql("SELECT id FROM account WHERE address = ?")
                .param(address)
                .query(String.class)
                .optional()
                .map(id -> new AccountId(UUID.fromString(id)));
    }

    Optional<String> addressOf(AccountId id) {
        return database.sql("SELECT address FROM account WHERE id = ?")
                .param(id.toString())
                .query(String.class)
                .optional();
    }

    /** Makes the account, or notes that it was used; of two at once, both get the same. */
    Account keep(Account account) {
        var now = clock.millis();
        database.sql("""
                        INSERT INTO account (id, address, created_at, signed_in_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (address) DO UPDATE SET signed_in_at = excluded.signed_in_at""")
                .params(account.id().toString(), account.address(), now, now)
                .update();
        var id = known(account.address()).orElseThrow();
        return new Account(id, account.address(), account.userName(), account.protocol(), account.incoming());
    }
}
