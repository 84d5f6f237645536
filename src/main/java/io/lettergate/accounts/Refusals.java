package io.lettergate.accounts;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.lettergate.mail.MailFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which accounts their mail servers have refused. A server is not asked again with what it refused: some lock people out
 * for it. What another node notes is known here a few seconds later.
 */
@Repository
class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int LONGEST = 1_000;

    private final JdbcClient database;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final LoadingCache<AccountId, Optional<Refusal>> known =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(100_000).build(this::read);

    Refusals(JdbcClient database, Clock clock, ApplicationEventPublisher events) {
        this.database = database;
        this.clock = clock;
        this.events = events;
    }

    /** What its server said; absent where it has nothing against the account. */
    Optional<MailFailure.SignInRefused> of(AccountId account) {
        return known.get(account).map(Refusal::failure);
    }

    /** Notes it, and tells of it the first time. */
    @Transactional
    void note(AccountId account, MailFailure.SignInRefused refused) {
        var words = refused.words().length() > LONGEST ? refused.words().substring(0, LONGEST) : refused.words();
        var isNew = database.sql("""
                        UPDATE account SET refused_at = ?, refused_host = ?, refused_words = ?
                        WHERE id = ? AND refused_at IS NULL""")
                        .params(clock.millis(), refused.host(), words, account.toString())
                        .update()
                == 1;
        known.invalidate(account);
        if (isNew) {
            LOG.info("account={} state=auth-failed", account);
            events.publishEvent(new AccountRefused(account, owner(account)));
        }
    }

    private AccountId owner(AccountId account) {
        return new AccountId(UUID.fromString(database.sql("SELECT owner_id FROM account WHERE id = ?")
                .param(account.toString())
                .query(String.class)
                .single()));
    }

    /** There is something new to ask the server with. */
    void clear(AccountId account) {
        if (read(account).isPresent()) {
            database.sql("UPDATE account SET refused_at = NULL, refused_host = NULL, refused_words = NULL WHERE id = ?")
                    .param(account.toString())
                    .update();
        }
        known.invalidate(account);
    }

    /** Another server has its own mind. */
    @EventListener
    void moved(AccountMoved moved) {
        clear(moved.account());
    }

    @EventListener
    void removed(AccountRemoved removed) {
        known.invalidate(removed.account());
    }

    private Optional<Refusal> read(AccountId account) {
        return database.sql("SELECT refused_host, refused_words FROM account WHERE id = ? AND refused_at IS NOT NULL")
                .param(account.toString())
                .query(Refusals::refusal)
                .optional();
    }

    private static Refusal refusal(ResultSet row, int number) throws SQLException {
        return new Refusal(row.getString("refused_host"), row.getString("refused_words"));
    }

    private record Refusal(String host, String words) {

        MailFailure.SignInRefused failure() {
            return new MailFailure.SignInRefused(host, words);
        }
    }
}
