package io.lettergate.auth.factors;

import io.lettergate.accounts.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Slows guesses at codes down, for each person and over all nodes: a few are free, then the wait doubles, up to a
 * quarter of an hour, and after a day without guesses all begins anew. Nobody is ever locked out: passkeys and recovery
 * codes are too long to be guessed, so they are taken at once.
 */
@Repository
class Guesses {

    static final int FREE = 5;
    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final int TRIES = 10;
    private static final RowMapper<Count> COUNT =
            (row, number) -> new Count(row.getInt("failures"), row.getLong("failed_at"), row.getLong("next_at"));

    private final JdbcClient database;
    private final Clock clock;

    Guesses(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Count(int failures, long failedAt, long nextAt) {}

    /**
     * Counts a guess before it is looked at, so that many at once are counted too.
     *
     * @throws CodeRefused if it is too early for one
     */
    void count(AccountId person) {
        for (int tries = 0; tries < TRIES; tries++) {
            var before = find(person);
            before.ifPresent(this::requireDue);
            if (before.map(count -> replace(person, count)).orElseGet(() -> add(person))) {
                return;
            }
        }
        throw new CodeRefused("Too many codes were sent at once. Please try again.", Duration.ofSeconds(1));
    }

    private void requireDue(Count count) {
        var wait = count.nextAt() - clock.millis();
        if (wait > 0) {
            var seconds = Math.ceilDiv(wait, 1000);
            throw new CodeRefused(
                    "Too many codes were wrong. Please wait " + words(seconds)
                            + ", or use a recovery code or a passkey, which are taken at once.",
                    Duration.ofSeconds(seconds));
        }
    }

    private static String words(long seconds) {
        var minutes = Math.ceilDiv(seconds, 60);
        return seconds <= 60 ? seconds == 1 ? "a second" : seconds + " seconds" : minutes + " minutes";
    }

    private Optional<Count> find(AccountId person) {
        return database.sql("SELECT failures, failed_at, next_at FROM code_guess WHERE account_id = ?")
                .param(person.toString())
                .query(COUNT)
                .optional();
    }

    private boolean add(AccountId person) {
        return database.sql("""
                        INSERT INTO code_guess (account_id, failures, failed_at, next_at) VALUES (?, 1, ?, ?)
                        ON CONFLICT (account_id) DO NOTHING""")
                        .params(person.toString(), clock.millis(), clock.millis())
                        .update()
                == 1;
    }

    private boolean replace(AccountId person, Count before) {
        var now = clock.millis();
        var failures = before.failedAt() < now - FORGOTTEN.toMillis() ? 1 : before.failures() + 1;
        return database.sql("""
                        UPDATE code_guess SET failures = ?, failed_at = ?, next_at = ?
                        WHERE account_id = ? AND failures = ? AND failed_at = ?""")
                        .params(
                                failures,
                                now,
                                now + delay(failures).toMillis(),
                                person.toString(),
                                before.failures(),
                                before.failedAt())
                        .update()
                == 1;
    }

    static Duration delay(int failures) {
        if (failures < FREE) {
            return Duration.ZERO;
        }
        var wait = FIRST.multipliedBy(1L << Math.min(failures - FREE, 10));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    /** The last guess was right. */
    void forget(AccountId person) {
        database.sql("DELETE FROM code_guess WHERE account_id = ?")
                .param(person.toString())
                .update();
    }
}
