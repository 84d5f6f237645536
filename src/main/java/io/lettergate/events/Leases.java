package io.lettergate.events;

import io.lettergate.accounts.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of who watches what: of all nodes one, until its lease ends or it gives it back. */
@Repository
class Leases {

    static final Duration LENGTH = Duration.ofSeconds(30);
    private static final String KIND = "watch";

    private final JdbcClient database;
    private final Clock clock;
    private final String node = UUID.randomUUID().toString();

    Leases(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Takes the lease of an account, unless another has it. */
    Optional<Lease> take(AccountId account) {
        var now = clock.millis();
        var taken = database.sql("""
                        INSERT INTO lease (account_id, kind, node, token, ends_at) VALUES (?, ?, ?, 1, ?)
                        ON CONFLICT (account_id, kind) DO UPDATE
                        SET node = excluded.node, token = lease.token + 1, ends_at = excluded.ends_at
                        WHERE lease.ends_at <= ?""")
                .params(account.toString(), KIND, node, now + LENGTH.toMillis(), now)
                .update();
        return taken == 0 ? Optional.empty() : Optional.of(held(account));
    }

    private Lease held(AccountId account) {
        return database.sql("SELECT token, mark FROM lease WHERE account_id = ? AND kind = ?")
                .params(account.toString(), KIND)
                .query((row, number) -> new Lease(account, row.getLong("token"), row.getString("mark")))
                .single();
    }

    /** Makes all of this node last longer, at once however many they are, and answers their tokens. */
    Map<AccountId, Long> renewAll() {
        database.sql("UPDATE lease SET ends_at = ? WHERE node = ? AND kind = ? AND ends_at > 0")
                .params(clock.millis() + LENGTH.toMillis(), node, KIND)
                .update();
        Map<AccountId, Long> tokens = new HashMap<>();
        database.sql("SELECT account_id, token FROM lease WHERE node = ? AND kind = ? AND ends_at > 0")
                .params(node, KIND)
                .query(row -> {
                    tokens.put(new AccountId(UUID.fromString(row.getString("account_id"))), row.getLong("token"));
                });
        return tokens;
    }

    /** Makes one last longer; false where it was lost. */
    boolean renew(Lease lease) {
        return set("ends_at", clock.millis() + LENGTH.toMillis(), lease);
    }

    /** Notes where the watch stands; false where the lease was lost. */
    boolean mark(Lease lease, String mark) {
        return set("mark", mark, lease);
    }

    void giveBack(Lease lease) {
        set("ends_at", 0, lease);
    }

    /** Gives back all of this node. */
    void giveBackAll() {
        database.sql("UPDATE lease SET ends_at = 0 WHERE node = ? AND kind = ?")
                .params(node, KIND)
                .update();
    }

    /** Forgets whoever watched an account that is gone. */
    void forget(AccountId account) {
        database.sql("DELETE FROM lease WHERE account_id = ?")
                .param(account.toString())
                .update();
    }

    private boolean set(String column, Object value, Lease lease) {
        return database.sql("UPDATE lease SET " + column + " = ? WHERE account_id = ? AND kind = ? AND token = ?")
                        .params(value, lease.account().toString(), KIND, lease.token())
                        .update()
                == 1;
    }

    /**
     * The right to watch an account.
     *
     * @param token which owner this is; a later one has a higher one
     * @param mark where the last owner stood, absent where there was none
     */
    record Lease(AccountId account, long token, @Nullable String mark) {}
}
