package io.lettergate.sending.outbox;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.mail.MailFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** Counts what accounts and people send, for all nodes together. */
@Repository
class SendingAllowance {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final JdbcClient database;
    private final Accounts accounts;
    private final SendingLimits limits;
    private final Clock clock;

    SendingAllowance(JdbcClient database, Accounts accounts, SendingLimits limits, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.limits = limits;
        this.clock = clock;
    }

    /** What somebody took of it. */
    private record Use(int recipients, Instant takenAt) {}

    /** For whom it is counted. */
    private enum Holder {
        ACCOUNT("account_id"),
        PERSON("person_id");

        private final String column;

        Holder(String column) {
            this.column = column;
        }
    }

    /**
     * Takes one message's worth. It is written down before it is counted, so that of several at once none is overlooked.
     *
     * @return what to give back if nothing comes of it
     * @throws MailFailure.TooManySent if there is no more for now
     */
    String take(Account account, int recipients) {
        var id = UUID.randomUUID().toString();
        var person = accounts.ownerOf(account.id()).orElse(account.id()).toString();
        var now = clock.instant();
        database.sql("INSERT INTO sending_use (id, account_id, person_id, recipients, taken_at) VALUES (?, ?, ?, ?, ?)")
                .params(id, account.id().toString(), person, recipients, now.toEpochMilli())
                .update();
        try {
            requireMessages(Holder.ACCOUNT, account.id().toString(), limits.account(), now);
            requireMessages(Holder.PERSON, person, limits.person(), now);
            requireRecipients(Holder.ACCOUNT, account.id().toString(), limits.accountRecipients(), now);
            requireRecipients(Holder.PERSON, person, limits.personRecipients(), now);
            return id;
        } catch (MailFailure refused) {
            giveBack(id);
            throw refused;
        }
    }

    /** Nothing came of it. */
    void giveBack(String use) {
        database.sql("DELETE FROM sending_use WHERE id = ?").param(use).update();
    }

    private void requireMessages(Holder holder, String name, int most, Instant now) {
        if (most > 0 && sum(holder, name, "COUNT(*)", now.minus(HOUR)) > most) {
            var uses = uses(holder, name, now.minus(HOUR));
            var passes = uses.get(Math.clamp(uses.size() - most - 1L, 0, uses.size() - 1));
            throw MailFailure.TooManySent.messages(most, wait(passes, HOUR, now));
        }
    }

    private void requireRecipients(Holder holder, String name, int most, Instant now) {
        if (most > 0) {
            long over = sum(holder, name, "COALESCE(SUM(recipients), 0)", now.minus(DAY)) - most;
            for (var use : over > 0 ? uses(holder, name, now.minus(DAY)) : List.<Use>of()) {
                over -= use.recipients();
                if (over <= 0) {
                    throw MailFailure.TooManySent.recipients(most, wait(use, DAY, now));
                }
            }
        }
    }

    private long sum(Holder holder, String name, String what, Instant since) {
        return database.sql("SELECT " + what + " FROM sending_use WHERE " + holder.column + " = ? AND taken_at > ?")
                .params(name, since.toEpochMilli())
                .query(Long.class)
                .single();
    }

    private List<Use> uses(Holder holder, String name, Instant since) {
        return database.sql("SELECT recipients, taken_at FROM sending_use WHERE " + holder.column
                        + " = ? AND taken_at > ? ORDER BY taken_at")
                .params(name, since.toEpochMilli())
                .query((row, number) ->
                        new Use(row.getInt("recipients"), Instant.ofEpochMilli(row.getLong("taken_at"))))
                .list();
    }

    private static Duration wait(Use use, Duration within, Instant now) {
        return Duration.between(now, use.takenAt().plus(within)).plusSeconds(1);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT6M")
    void forgetOld() {
        database.sql("DELETE FROM sending_use WHERE taken_at <= ?")
                .param(clock.instant().minus(DAY).toEpochMilli())
                .update();
    }
}
