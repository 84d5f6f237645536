package io.lettergate.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Uidl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Which account is looked at when, and by whom: of several nodes and looks one at a time, through the database. */
@Repository
public class Claims {

    /** A mailbox that seems unchanged is listed all the same after this time. */
    private static final Duration LISTED_LATELY = Duration.ofHours(1);

    /** Passing trouble is shown when it lasts longer. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** Clocks differ a little. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private static final Duration LONGEST_SILENCE = Duration.ofDays(30);
    private static final double SPREAD = 0.2;

    /** No pause is longer; where one seems to be, a clock was wrong. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(2);

    private static final Duration LONGEST_DELAY = Duration.ofDays(1);
    private static final String DUE = """
            (lease_until <= :now OR lease_until > :noLease) AND away_until <= :now AND NOT needs_password
            AND (not_before <= :now OR not_before > :far)
            AND (next_look_at <= :now OR next_look_at > :far OR wanted_at IS NOT NULL)""";

    private final JdbcClient database;
    private final KeepingTable keepings;
    private final LookTable looks;
    private final CollectingSettings settings;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final String node = UUID.randomUUID().toString();

    Claims(
            JdbcClient database,
            KeepingTable keepings,
            LookTable looks,
            CollectingSettings settings,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.database = database;
        this.keepings = keepings;
        this.looks = looks;
        this.settings = settings;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Makes these accounts known, so that they are looked at. */
    public void know(Collection<AccountId> accounts) {
        accounts.forEach(keepings::begin);
    }

    /** Accounts that are due and that nobody looks at, the longest waiting first. */
    public List<AccountId> due(int most) {
        return database
                .sql("SELECT account_id FROM collection WHERE " + DUE
                        + " ORDER BY wanted_at IS NULL, next_look_at LIMIT :most")
                .params(times(clock.instant()))
                .param("most", most)
                .query(String.class)
                .list()
                .stream()
                .map(id -> new AccountId(UUID.fromString(id)))
                .toList();
    }

    private Map<String, Long> times(Instant now) {
        return Map.of(
                "now", now.toEpochMilli(),
                "noLease", now.plus(settings.lease().multipliedBy(20)).toEpochMilli(),
                "far", now.plus(LONGEST_PAUSE).toEpochMilli());
    }

    /** Comes back later to an account that cannot be looked at, as it is gone, has another server, or no password. */
    public void postpone(AccountId account) {
        transaction.executeWithoutResult(status -> {
            database.sql("UPDATE collection SET next_look_at = ?, wanted_at = NULL WHERE account_id = ?")
                    .params(clock.instant().plus(LISTED_LATELY).toEpochMilli(), account.toString())
                    .update();
            looks.giveUp(account, "It cannot be looked at now: sign in again, or choose its server.");
        });
    }

    /** Takes the right to look at an account, if it is due and nobody has it. */
    public Optional<Claim> claim(Account account) {
        return Optional.ofNullable(transaction.execute(status -> {
            var now = clock.instant();
            var before = keepings.of(account.id());
            return take(account.id(), now) ? begin(account, before, now) : null;
        }));
    }

    private boolean take(AccountId account, Instant now) {
        return database.sql("UPDATE collection SET node = :node, token = token + 1, lease_until = :until,"
                                + " wanted_at = NULL, next_look_at = :now, looked_at = :now WHERE account_id = :account AND "
                                + DUE)
                        .params(times(now))
                        .param("node", node)
                        .param("until", now.plus(settings.lease()).toEpochMilli())
                        .param("account", account.toString())
                        .update()
                == 1;
    }

    private Claim begin(Account account, Keeping before, Instant now) {
        var token = database.sql("SELECT token FROM collection WHERE account_id = ?")
                .param(account.id().toString())
                .query(Long.class)
                .single();
        var look = looks.begin(account.id());
        events.publishEvent(new CollectingChange.LookStarted(account.id(), look));
        var listedAt = before.listedAt();
        return new Claim(
                account,
                token,
                look.id(),
                before.window(),
                before.statCount(),
                before.statOctets(),
                before.lastUidl() == null ? null : new Uidl(before.lastUidl()),
                !before.mustList()
                        && listedAt != null
                        && listedAt.plus(LISTED_LATELY).isAfter(now)
                        && !listedAt.isAfter(now.plus(TOLERANCE)),
                listedAt == null,
                isSane(before.lookedAt(), now));
    }

    /** A clock that jumped removes nothing, once. */
    private static boolean isSane(@Nullable Instant lookedAt, Instant now) {
        return lookedAt == null
                || (!now.isBefore(lookedAt.minus(TOLERANCE)) && !now.isAfter(lookedAt.plus(LONGEST_SILENCE)));
    }

    /**
     * Makes the claim last longer, in the transaction that goes on.
     *
     * @throws LeaseLostException if somebody else has it now
     */
    public void renew(Claim claim) {
        var updated = database.sql(
                        "UPDATE collection SET lease_until = ? WHERE account_id = ? AND node = ? AND token = ?"
                                + " AND lease_until > 0")
                .params(
                        clock.instant().plus(settings.lease()).toEpochMilli(),
                        claim.account().id().toString(),
                        node,
                        claim.token())
                .update();
        if (updated != 1) {
            throw new LeaseLostException(claim.account().id());
        }
    }

    /** Makes the claims of this node to these accounts last longer, before they end. */
    public void renewAll(Collection<AccountId> accounts) {
        var now = clock.instant();
        accounts.forEach(account -> database.sql("""
                        UPDATE collection SET lease_until = ? WHERE account_id = ? AND node = ? AND lease_until > ?""")
                .params(now.plus(settings.lease()).toEpochMilli(), account.toString(), node, now.toEpochMilli())
                .update());
    }

    /** Notes how far a look is; answers false where the person wants it to end. */
    public boolean progress(Claim claim, Look.State state, long found, long toCollect) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            renew(claim);
            var account = claim.account().id();
            var goesOn = looks.progress(account, claim.look(), state, found, toCollect);
            looks.find(account, claim.look())
                    .ifPresent(look -> events.publishEvent(new CollectingChange.LookProgressed(account, look)));
            return goesOn;
        }));
    }

    /** The server does not want the next look before this time has passed (RFC 2449 §6.5), but for a day at most. */
    public void spare(Claim claim, Duration delay) {
        var bounded = delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
        set(claim, "not_before = ?", clock.instant().plus(bounded).toEpochMilli());
    }

    /**
     * Ends a look that went well.
     *
     * @param again after which time to look again, however long the person wants it to take
     */
    public void finished(Claim claim, Look.State state, Optional<Duration> again) {
        end(claim, state, null, () -> {
            var window = keepings.of(claim.account().id()).window();
            var pause = again.orElseGet(() -> spread(window.pollEvery()));
            set(
                    claim,
                    "failures = 0, failing_since = NULL, problem = NULL, next_look_at = ?",
                    clock.instant().plus(pause).toEpochMilli());
        });
    }

    /** Ends a look that failed. */
    public void failed(Claim claim, Setback setback, String sentence) {
        end(claim, Look.State.FAILED, sentence, () -> {
            var now = clock.instant();
            var before = keepings.of(claim.account().id());
            var since = before.failingSince() == null ? now : before.failingSince();
            var isShown = setback != Setback.PASSING || !since.plus(PATIENCE).isAfter(now);
            var next = now.plus(spread(setback.pause(before.failures() + 1)));
            database.sql("""
                            UPDATE collection SET failures = failures + 1, failing_since = ?, next_look_at = ?, problem = ?,
                                needs_password = ?, must_list = TRUE WHERE account_id = ?""")
                    .param(since.toEpochMilli())
                    .param(next.toEpochMilli())
                    .param(isShown ? sentence : null)
                    .param(setback == Setback.PASSWORD)
                    .param(claim.account().id().toString())
                    .update();
            if (setback == Setback.PASSWORD) {
                events.publishEvent(
                        new CollectingChange.SignInRequired(claim.account().id()));
            }
        });
    }

    private void end(Claim claim, Look.State state, @Nullable String problem, Runnable note) {
        transaction.executeWithoutResult(status -> {
            renew(claim);
            var account = claim.account().id();
            looks.end(claim.look(), state, problem);
            note.run();
            set(claim, "lease_until = ?", 0);
            looks.find(account, claim.look())
                    .ifPresent(look -> events.publishEvent(new CollectingChange.LookFinished(account, look)));
        });
    }

    /** Looks are spread by a tenth to either side, so that they do not all come at once. */
    private static Duration spread(Duration pause) {
        var factor = 1 - SPREAD / 2 + SPREAD * ThreadLocalRandom.current().nextDouble();
        return Duration.ofMillis((long) (pause.toMillis() * factor));
    }

    private void set(Claim claim, String assignment, long value) {
        database.sql("UPDATE collection SET " + assignment + " WHERE account_id = ? AND token = ?")
                .params(value, claim.account().id().toString(), claim.token())
                .update();
    }
}
