package io.lettergate.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Keeps every node from looking at an account for a while, so that nothing is collected or removed meanwhile. */
@Repository
public class Intermission {

    private final JdbcClient database;
    private final KeepingTable keepings;
    private final LookTable looks;
    private final Clock clock;

    Intermission(JdbcClient database, KeepingTable keepings, LookTable looks, Clock clock) {
        this.database = database;
        this.keepings = keepings;
        this.looks = looks;
        this.clock = clock;
    }

    /**
     * Begins it, or makes it last longer. No look begins from now on; one that goes on is asked to end, and has to be
     * waited for, as it may be about to remove something.
     *
     * @return whether no look goes on
     */
    @Transactional
    public boolean begin(Account account, Duration time) {
        keepings.begin(account.id());
        database.sql("UPDATE collection SET away_until = ? WHERE account_id = ?")
                .params(clock.instant().plus(time).toEpochMilli(), account.id().toString())
                .update();
        var goesOn = database.sql("SELECT lease_until > ? FROM collection WHERE account_id = ?")
                .params(clock.millis(), account.id().toString())
                .query(Boolean.class)
                .single();
        if (goesOn) {
            looks.stop(account.id());
        }
        return !goesOn;
    }

    /** Ends it: looks go on as before. */
    public void end(AccountId account) {
        database.sql("UPDATE collection SET away_until = 0 WHERE account_id = ?")
                .param(account.toString())
                .update();
    }
}
