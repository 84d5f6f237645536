package io.lettergate.collecting;

import io.lettergate.MovedClock;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.collecting.KeepOnServer.CountFrom;
import io.lettergate.collecting.KeepOnServer.FirstRun;
import io.lettergate.collecting.KeepOnServer.Mode;
import io.lettergate.collecting.spi.LocalCopies.CopyId;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;
import io.lettergate.mail.Uidl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** A whole ledger on a database of its own, beside a server that is a list. */
final class Books {

    static final KeepOnServer TWO_WEEKS = days(14);

    final MovedClock clock = new MovedClock();
    final FakeCopies copies = new FakeCopies();
    final List<Object> happened = new ArrayList<>();
    final Claims claims;
    final Intermission intermission;
    final Ledger ledger;
    final Collecting collecting;
    final LedgerTable table;
    final KeepingTable keepings;
    final Account account;
    final JdbcClient client;

    /** What lies on the server: the unique-id, and for each message its size. */
    final Map<String, List<Long>> server = new LinkedHashMap<>();

    /** The headers, where they are not told by the name and size. */
    final Map<String, String> headers = new HashMap<>();

    /** What people do between DELE and QUIT. */
    Runnable meanwhile = () -> {};

    boolean obeys = true;
    boolean saysGoodbye = true;
    boolean showsHeaders = true;

    Books(Path directory) {
        this(directory, "pop.post.example", "robin@post.example");
    }

    Books(Path directory, String host, String userName) {
        var database = new DriverManagerDataSource("jdbc:sqlite:" + directory.resolve("books.db")
                + "?transaction_mode=IMMEDIATE&busy_timeout=5000&foreign_keys=on");
        Flyway.configure().dataSource(database).load().migrate();
        client = JdbcClient.create(database);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        var settings = new CollectingSettings(
                Duration.ofDays(3), DataSize.ofMegabytes(100), Duration.ofSeconds(30), Duration.ofMinutes(1));
        account = new Account(
                AccountId.random(),
                "robin@post.example",
                userName,
                Protocol.POP3,
                new Endpoint(host, 995, Endpoint.Encryption.TLS));
        client.sql("INSERT INTO account (id, owner_id, address, created_at, signed_in_at) VALUES (?, ?, ?, 0, 0)")
                .params(account.id().toString(), account.id().toString(), account.address())
                .update();
        table = new LedgerTable(client, new JdbcTemplate(database));
        keepings = new KeepingTable(client, JsonMapper.shared(), clock);
        var looks = new LookTable(client, clock);
        var verdicts = new Verdicts(copies, clock);
        var brakes = new Brakes(keepings, transaction, happened::add);
        var rows = new LedgerRows(table, keepings, verdicts, copies, clock);
        var plans = new PlanTable(client, keepings, clock);
        var planning = new Planning(table, keepings, plans, verdicts, rows, settings, clock);
        var removing = new Removing(table, keepings, verdicts, brakes, copies, settings, happened::add, clock);
        claims = new Claims(client, keepings, looks, settings, transaction, happened::add, clock);
        intermission = new Intermission(client, keepings, looks, clock);
        var reconciling =
                new Reconciling(table, new KnownRows(client), keepings, brakes, settings, happened::add, clock);
        ledger = new Ledger(table, keepings, looks, claims, reconciling, removing, transaction, clock);
        var glances = new GlanceTable(client, JsonMapper.shared(), settings, clock);
        collecting = new Collecting(
                table,
                keepings,
                looks,
                glances,
                plans,
                planning,
                removing,
                verdicts,
                rows,
                copies,
                transaction,
                happened::add,
                settings,
                clock);
    }

    static KeepOnServer days(int days) {
        return window(Mode.DAYS, days, false);
    }

    static KeepOnServer window(Mode mode, @Nullable Integer days, boolean unreadIsSafe) {
        return new KeepOnServer(
                mode,
                days,
                CountFrom.FIRST_SEEN,
                unreadIsSafe,
                null,
                null,
                false,
                FirstRun.ALL,
                Duration.ofMinutes(10));
    }

    void deliver(String... uidls) {
        for (var uidl : uidls) {
            server.put(uidl, List.of(100L));
        }
    }

    void deliver(int messages) {
        for (int at = 0; at < messages; at++) {
            deliver("u" + at);
        }
    }

    /** Reads the plan, and sets the window. */
    void keep(KeepOnServer window) {
        collecting.keep(account, window, collecting.plan(account, window).token());
    }

    /** Looks once, collects all there is, and removes what may leave. */
    Seance look() {
        return look(true, uidl -> true);
    }

    Seance look(boolean isWhole, Predicate<String> isGiven) {
        keepings.of(account.id());
        keepings.want(account.id());
        var claim = claims.claim(account).orElseThrow();
        var seen = seen();
        var comparison = ledger.compare(claim, seen);
        Map<Integer, Heading> headings = new HashMap<>();
        if (showsHeaders) {
            comparison.doubtful().forEach(number -> headings.put(number, heading(seen.get(number - 1))));
        }
        var found = ledger.reconcile(claim, comparison, headings, isWhole, 0);
        List<String> collected = new ArrayList<>();
        for (var wanted : found.wanted()) {
            if (isGiven.test(wanted.uidl().value())) {
                var copy = copies.store(clock.instant().minus(Duration.ofDays(1)));
                var heading = heading(seen.get(wanted.number() - 1));
                ledger.stored(
                        claim, List.of(new Stored(wanted.row(), copy, FakeCopies.DIGEST, wanted.size(), heading)));
                collected.add(wanted.uidl().value());
            } else {
                ledger.failed(claim, wanted.row(), "no");
            }
        }
        var removed = remove(claim, found, seen);
        ledger.announce(claim);
        claims.finished(claim, Look.State.DONE, Optional.empty());
        return new Seance(claim, collected, removed);
    }

    private List<String> remove(Claim claim, Reconciled found, List<Seen> seen) {
        var leaving = ledger.leaving(claim, found.present(), 500);
        meanwhile.run();
        if (!ledger.promised(claim, leaving.stream().map(Removal::row).toList())) {
            return List.of();
        }
        var names = leaving.stream()
                .map(removal -> seen.get(removal.number() - 1).uidl().value())
                .toList();
        if (saysGoodbye) {
            ledger.confirmed(claim);
        }
        if (saysGoodbye && obeys) {
            names.forEach(server::remove);
        }
        return names;
    }

    private List<Seen> seen() {
        List<Seen> seen = new ArrayList<>();
        server.forEach((uidl, sizes) ->
                sizes.forEach(size -> seen.add(new Seen(seen.size() + 1, new Uidl(uidl), size))));
        return seen;
    }

    private Heading heading(Seen seen) {
        var name = seen.uidl().value();
        return new Heading(
                "%064x".formatted(headers.getOrDefault(name, name + seen.size()).hashCode() & 0xFFFFFFFFL),
                "Subject of " + name,
                "Ada",
                Instant.parse("2026-11-20T12:00:00Z"));
    }

    /** The row of a message, of which there is but one. */
    LedgerRow row(String uidl) {
        return rows(uidl).getFirst();
    }

    List<LedgerRow> rows(String uidl) {
        return collecting.ledger(account, LedgerPage.Filter.ALL, null, 10_000).rows().stream()
                .filter(row -> row.uidl().equals(uidl))
                .toList();
    }

    CopyId copy(String uidl) {
        var row = table.page(account.id(), LedgerTable.Slice.ALL, Long.MAX_VALUE, 10_000).stream()
                .filter(one -> one.uidl().value().equals(uidl))
                .findFirst()
                .orElseThrow();
        return Optional.ofNullable(row.copy()).orElseThrow();
    }

    /** What a look did. */
    record Seance(Claim claim, List<String> collected, List<String> removed) {}
}
