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

/**
 * The table of what requests with keys made. A key counts for a day, for all nodes, and over restarts. Where something is done
 * beside the database, the key is taken before: of two requests at the same time one acts.
 */
@Repository
public class KeyedRequests {

    private static final Duration COUNTS = Duration.ofHours(24);
    /** No request is under way for longer; one that died holds its key until then. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private final JdbcClient database;
    private final Clock clock;

    public KeyedRequests(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A request that was, or is under way until then; 0 where it is done. */
    private record Before(String fingerprint, String made, long until) {}

    /** What a request does beside the database. */
    public interface Deed<E extends Exception> {

        /**
         * Does it.
         *
         * @param made the id of what it makes; of one that died in the middle of it, if there was one
         */
        void run(String made) throws E;
    }

    /**
     * What a request made when it came first; nothing if it never came, or died, or has no key.
     *
     * @return the id of what it made
     * @throws MailFailure.KeyUsed if another request came with its key
     * @throws MailFailure.KeyBusy if the same request is under way
     */
    public Optional<String> made(Account account, @Nullable KeyedRequest request) {
        if (request == null) {
            return Optional.empty();
        }
        var before = database.sql("""
                        SELECT fingerprint, made, under_way_until FROM keyed_request
                        WHERE account_id = ? AND request_key = ? AND noted_at > ?""")
                .params(account.id().toString(), request.key(), horizon())
                .query((row, number) ->
                        new Before(row.getString("fingerprint"), row.getString("made"), row.getLong("under_way_until")))
                .optional();
        return before.flatMap(one -> told(request, one));
    }

    private Optional<String> told(KeyedRequest request, Before before) {
        if (!before.fingerprint().equals(request.fingerprint())) {
            throw new MailFailure.KeyUsed();
        }
        if (before.until() > clock.millis()) {
            throw new MailFailure.KeyBusy();
        }
        if (before.until() > 0) {
            return Optional.empty();
        }
        request.repeat();
        return Optional.of(before.made());
    }

    /**
     * Does something once for all requests with this key. It is noted under the key before it is begun, and again when it is
     * done; where it fails, the key is free again.
     *
     * @param made the id of what it makes, if nobody began with it before
     * @return the id of what it made, or of what the same request made before
     * @throws MailFailure.KeyUsed if another request came with this key
     * @throws MailFailure.KeyBusy if the same request is under way
     */
    public <E extends Exception> String once(Account account, @Nullable KeyedRequest request, String made, Deed<E> deed)
            throws E {
        if (request == null) {
            deed.run(made);
            return made;
        }
        long until = clock.instant().plus(LONGEST).toEpochMilli();
        if (!StoreRoom.writing(() -> begin(account, request, made, until))) {
            return made(account, request).orElseThrow(MailFailure.KeyBusy::new);
        }
        var own = begun(account, request);
        var isDone = false;
        try {
            deed.run(own);
            isDone = true;
        } finally {
            end(account, request, until, isDone);
        }
        return own;
    }

    /** Takes the key, or takes it over from one that died; false where it is somebody's. */
    private boolean begin(Account account, KeyedRequest request, String made, long until) {
        var owner = account.id().toString();
        forget(account, request, horizon());
        var noted = database.sql("""
                        INSERT INTO keyed_request
                            (account_id, request_key, fingerprint, made, noted_at, under_way_until)
                        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account_id, request_key) DO NOTHING""")
                .params(owner, request.key(), request.fingerprint(), made, clock.millis(), until)
                .update();
        return noted == 1
                || database.sql("""
                                UPDATE keyed_request SET under_way_until = ?
                                WHERE account_id = ? AND request_key = ? AND fingerprint = ? AND under_way_until <= ?""")
                                .params(until, owner, request.key(), request.fingerprint(), clock.millis())
                                .update()
                        == 1;
    }

    private void forget(Account account, KeyedRequest request, long horizon) {
        database.sql("DELETE FROM keyed_request WHERE account_id = ? AND request_key = ? AND noted_at <= ?")
                .params(account.id().toString(), request.key(), horizon)
                .update();
    }

    private String begun(Account account, KeyedRequest request) {
        return database.sql("SELECT made FROM keyed_request WHERE account_id = ? AND request_key = ?")
                .params(account.id().toString(), request.key())
                .query(String.class)
                .single();
    }

    private void end(Account account, KeyedRequest request, long until, boolean isDone) {
        var change = isDone ? "UPDATE keyed_request SET under_way_until = NULL" : "DELETE FROM keyed_request";
        database.sql(change + " WHERE account_id = ? AND request_key = ? AND under_way_until = ?")
                .params(account.id().toString(), request.key(), until)
                .update();
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
        forget(account, request, horizon());
        database.sql("DELETE FROM keyed_request WHERE account_id = ? AND request_key = ? AND under_way_until <= ?")
                .params(owner, request.key(), clock.millis())
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
