package io.lettergate.operations;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of operations, as those nodes see it that do them: of all nodes one, and of one account one at a time. */
@Repository
class JdbcClaims {

    private static final int TRIED = 10;

    private final JdbcClient database;
    private final Clock clock;
    private final Duration lease;
    private final String node = UUID.randomUUID().toString();

    JdbcClaims(JdbcClient database, Clock clock, OperationsSettings settings) {
        this.database = database;
        this.clock = clock;
        this.lease = settings.lease();
    }

    /** The right to do an operation, until another time unless it is renewed. */
    record Claim(Operation operation, long token, int attempts) {}

    /** Takes the operation that waited longest, or whose node died. */
    Optional<Claim> take() {
        return due().stream().filter(this::take).findFirst().map(this::claim);
    }

    private List<String> due() {
        var now = clock.millis();
        return database.sql("""
                        SELECT id FROM operation
                        WHERE (state = 'waiting' AND next_at <= ?) OR (state = 'running' AND lease_until < ?)
                        ORDER BY created_at, id LIMIT ?""")
                .params(now, now, TRIED)
                .query((row, number) -> row.getString("id"))
                .list();
    }

    private boolean take(String id) {
        var now = clock.millis();
        return database.sql("""
                                UPDATE operation SET state = 'running', started_at = COALESCE(started_at, ?),
                                    message = NULL, lease_node = ?, lease_token = lease_token + 1, lease_until = ?
                                WHERE id = ?
                                AND ((state = 'waiting' AND next_at <= ?) OR (state = 'running' AND lease_until < ?))
                                AND NOT EXISTS (SELECT 1 FROM operation other
                                    WHERE other.account_id = operation.account_id AND other.state = 'running'
                                    AND other.id <> operation.id)""")
                        .params(now, node, now + lease.toMillis(), id, now, now)
                        .update()
                == 1;
    }

    private Claim claim(String id) {
        return database.sql("SELECT * FROM operation WHERE id = ?")
                .param(id)
                .query((row, number) -> new Claim(
                        JdbcOperations.operation(row, number), row.getLong("lease_token"), row.getInt("attempts")))
                .single();
    }

    /** Whether somebody wants it to end. */
    boolean isCancelled(Claim claim) {
        return database.sql("SELECT cancel_asked FROM operation WHERE id = ?")
                .param(claim.operation().id().toString())
                .query(Integer.class)
                .optional()
                .filter(asked -> asked == 0)
                .isEmpty();
    }

    /** Whether its account is gone, and it with that. */
    boolean isForgotten(Claim claim) {
        return database.sql("SELECT COUNT(*) FROM operation WHERE id = ?")
                        .param(claim.operation().id().toString())
                        .query(Integer.class)
                        .single()
                == 0;
    }

    /** Makes all of this node last longer, and answers the tokens of those that may go on. */
    Map<OperationId, Long> renewAll() {
        database.sql("UPDATE operation SET lease_until = ? WHERE lease_node = ? AND state = 'running'")
                .params(clock.millis() + lease.toMillis(), node)
                .update();
        Map<OperationId, Long> tokens = new HashMap<>();
        database.sql(
                        "SELECT id, lease_token FROM operation WHERE lease_node = ? AND state = 'running' AND cancel_asked = 0")
                .param(node)
                .query(row -> {
                    tokens.put(new OperationId(UUID.fromString(row.getString("id"))), row.getLong("lease_token"));
                });
        return tokens;
    }

    /** Writes down how far it is; absent where another has it by now. */
    Optional<Operation> progress(
            Claim claim, long done, @Nullable Long total, @Nullable String message, String details) {
        var written = database.sql("""
                        UPDATE operation SET done = ?, total = ?, message = ?, details = ?, lease_until = ?
                        WHERE id = ? AND lease_token = ? AND state = 'running'""")
                .param(done)
                .param(total)
                .param(message)
                .param(details)
                .param(clock.millis() + lease.toMillis())
                .param(claim.operation().id().toString())
                .param(claim.token())
                .update();
        return written == 0
                ? Optional.empty()
                : Optional.of(claim(claim.operation().id().toString()).operation());
    }

    /** Ends it; absent where another has it by now. */
    Optional<Operation> end(Claim claim, Operation.State state, @Nullable String message) {
        return settle(claim, state, message, clock.millis(), 0, claim.attempts());
    }

    /** Puts it back, to be done again after some time. */
    Optional<Operation> putBack(Claim claim, @Nullable String message, Duration wait, int attempts) {
        return settle(claim, Operation.State.WAITING, message, null, clock.millis() + wait.toMillis(), attempts);
    }

    private Optional<Operation> settle(
            Claim claim,
            Operation.State state,
            @Nullable String message,
            @Nullable Long ended,
            long next,
            int attempts) {
        var written = database.sql("""
                        UPDATE operation SET state = ?, message = ?, ended_at = ?, next_at = ?, attempts = ?,
                            lease_until = 0
                        WHERE id = ? AND lease_token = ? AND state = 'running'""")
                .param(state.word())
                .param(message)
                .param(ended)
                .param(next)
                .param(attempts)
                .param(claim.operation().id().toString())
                .param(claim.token())
                .update();
        return written == 0
                ? Optional.empty()
                : Optional.of(claim(claim.operation().id().toString()).operation());
    }

    /** How long a claim lasts that nobody renews. */
    Duration lease() {
        return lease;
    }
}
