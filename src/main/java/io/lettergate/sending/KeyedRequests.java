package io.lettergate.sending;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of what requests with keys made. A key counts for a day, for all nodes, and over restarts. */
@Repository
public class KeyedRequests {

    private static final Duration COUNTS = Duration.ofHours(24);

    private final JdbcClient database;
    private final Clock clock;

    public KeyedRequests(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A request that was. */
    private record Before(String fingerprint, String made) {}

    /**
     * What a request made when it came first; nothing if it never came, or has no key.
     *
     * @return the id of what it made
     * @throws MailFailure.KeyUsed if another request came with its key
     */
    public Optional<String> made(Account account, @Nullable KeyedRequest request) {
        if (request == null) {
            return Optional.empty();
        }
        var before = database.sql("""
                        SELECT fingerprint, made FROM keyed_request
                        WHERE account_id = ? AND request_key = ? AND noted_at > ?""")
                .params(account.id().toString(), request.key(), horizon())
                .query((row, number) -> new Before(row.getString("fingerprint"), row.getString("made")))
                .optional();
        if (before.filter(one -> !one.fingerprint().equals(request.fingerprint()))
                .isPresent()) {
            throw new MailFailure.KeyUsed();
        }
        before.ifPresent(one -> request.repeat());
        return before.map(Before::made);
    }

    /**
     * Makes something, and notes it under the key: both or nothing.
     *
     * @param work makes it, and says whether it did
     * @return false if it was made before, or the work made nothing
     */
    @Transactional
    public boolean make(Account account, @Nullable KeyedRequest request, String made, BooleanSupplier work) {
        if (request == null) {
            return work.getAsBoolean();
        }
        var owner = account.id().toString();
        database.sql("DELETE FROM keyed_request WHERE account_id = ? AND request_key = ? AND noted_at <= ?")
                .params(owner, request.key(), horizon())
                .update();
        var noted = database.sql("""
                        INSERT INTO keyed_request (account_id, request_key, fingerprint, made, noted_at)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT (account_id, request_key) DO NOTHING""")
                .params(owner, request.key(), request.fingerprint(), made, clock.millis())
                .update();
        if (noted == 0 || work.getAsBoolean()) {
            return noted == 1;
        }
        database.sql("DELETE FROM keyed_request WHERE account_id = ? AND request_key = ?")
                .params(owner, request.key())
                .update();
        return false;
    }

    private long horizon() {
        return clock.instant().minus(COUNTS).toEpochMilli();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT4M")
    void forgetOld() {
        database.sql("DELETE FROM keyed_request WHERE noted_at <= ?")
                .param(horizon())
                .update();
    }
}
