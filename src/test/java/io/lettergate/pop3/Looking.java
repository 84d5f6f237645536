package io.lettergate.pop3;

import io.lettergate.MovedClock;
import io.lettergate.ScriptedPop3Server;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Keyring;
import io.lettergate.accounts.Password;
import io.lettergate.collecting.Claim;
import io.lettergate.collecting.Claims;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.KeepOnServer;
import io.lettergate.collecting.KeepOnServer.CountFrom;
import io.lettergate.collecting.KeepOnServer.FirstRun;
import io.lettergate.collecting.KeepOnServer.Mode;
import io.lettergate.collecting.LedgerPage;
import io.lettergate.collecting.LedgerRow;
import io.lettergate.collecting.Look;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Protocol;
import io.lettergate.net.TrustedEndpoints;
import io.lettergate.store.Intake;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts at scripted servers, which are looked at when a test says so. */
final class Looking {

    final MovedClock clock;
    final Claims claims;
    final Collecting collecting;
    final Intake intake;
    private final JdbcClient database;
    private final Keyring keyring;
    final Visits visits;

    Looking(
            MovedClock clock,
            Claims claims,
            Collecting collecting,
            JdbcClient database,
            Keyring keyring,
            Intake intake,
            Visits visits) {
        this.clock = clock;
        this.claims = claims;
        this.collecting = collecting;
        this.database = database;
        this.keyring = keyring;
        this.intake = intake;
        this.visits = visits;
    }

    /** An account whose password is in memory only, so that nobody else looks at it. */
    Account account(ScriptedPop3Server server) {
        return account(server, "robin@post.example");
    }

    Account account(ScriptedPop3Server server, String userName) {
        return account(server.port(), userName, "secret");
    }

    Account account(int port, String userName, String password) {
        var id = AccountId.random();
        database.sql("INSERT INTO account (id, owner_id, address, created_at, signed_in_at) VALUES (?, ?, ?, 0, 0)")
                .params(id.toString(), id.toString(), id + "@post.example")
                .update();
        keyring.keep(id, new Password(password));
        return new Account(
                id, id + "@post.example", userName, Protocol.POP3, new Endpoint("127.0.0.1", port, Encryption.NONE));
    }

    /** Looks once, whatever the time. */
    Look look(Account account) {
        return look(account, visits);
    }

    Look look(Account account, Visits by) {
        clock.forward(Duration.ofMinutes(16));
        claims.know(List.of(account.id()));
        visit(account, by);
        return collecting.looks(account, 1).getFirst();
    }

    /** Looks once, and asks nothing of what came of it. */
    void visitOnce(Account account) {
        clock.forward(Duration.ofMinutes(16));
        claims.know(List.of(account.id()));
        visits.visit(claims.claim(account).orElseThrow());
    }

    /** Somebody removes the account. */
    void forget(Account account) {
        database.sql("DELETE FROM account WHERE id = ?")
                .param(account.id().toString())
                .update();
    }

    private void visit(Account account, Visits by) {
        var outcome = by.visit(claims.claim(account).orElseThrow());
        if (outcome == Outcome.MORE) {
            visit(account, by);
        }
    }

    /** The subjects of what we ourselves wrote to the person. */
    List<String> letters(Account account) {
        return database.sql("SELECT envelope ->> '$.subject' FROM store_message WHERE account_id = ?"
                        + " AND message_id LIKE '%@lettergate.invalid%'")
                .param(account.id().toString())
                .query(String.class)
                .list();
    }

    /** As after a reindex: the store has all of it, and nothing is known of what was collected. */
    void loseTheLedger(Account account) {
        for (var table : List.of("ledger", "collection")) {
            database.sql("DELETE FROM " + table + " WHERE account_id = ?")
                    .param(account.id().toString())
                    .update();
        }
    }

    /** From now on everything is removed that was collected. */
    void removeAll(Account account) {
        remove(account, Mode.NEVER, null);
        clock.forward(Duration.ofDays(4));
    }

    /** Everything is removed so many days after it was collected. */
    void removeAfter(Account account, int days) {
        remove(account, Mode.DAYS, days);
    }

    /** Takes the right to look, whatever the time, and does not look yet. */
    Claim begin(Account account) {
        clock.forward(Duration.ofMinutes(16));
        return claims.claim(account).orElseThrow();
    }

    private void remove(Account account, Mode mode, @Nullable Integer days) {
        var window = new KeepOnServer(
                mode, days, CountFrom.FIRST_SEEN, false, null, null, false, FirstRun.ALL, Duration.ofMinutes(10));
        collecting.keep(account, window, collecting.plan(account, window).token());
    }

    List<LedgerRow> rows(Account account) {
        return collecting.ledger(account, LedgerPage.Filter.ALL, null, 100_000).rows();
    }

    LedgerRow row(Account account, String uidl) {
        return rows(account).stream()
                .filter(row -> row.uidl().equals(uidl))
                .findFirst()
                .orElseThrow();
    }

    @TestConfiguration
    static class Parts {

        @Bean
        @Primary
        MovedClock movedClock() {
            return new MovedClock();
        }

        @Bean
        TrustedEndpoints everything() {
            return (host, port) -> true;
        }

        @Bean
        Looking looking(
                MovedClock clock,
                Claims claims,
                Collecting collecting,
                JdbcClient database,
                Keyring keyring,
                Intake intake,
                Visits visits) {
            return new Looking(clock, claims, collecting, database, keyring, intake, visits);
        }
    }
}
