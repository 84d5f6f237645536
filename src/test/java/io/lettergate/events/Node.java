package io.lettergate.events;

import io.lettergate.MovedClock;
import io.lettergate.accounts.Account;
import io.lettergate.mailbox.spi.MailWatcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** All of this module as one node has it, on a database that nodes may share, with watches that a test directs. */
final class Node implements MailWatcher {

    final List<Played> watches = new CopyOnWriteArrayList<>();
    final EventLog log;
    final Bell bell;
    final Watching watching;
    final Events events;

    Node(Path directory, MovedClock clock) {
        this(directory, clock, Duration.ofSeconds(15));
    }

    Node(Path directory, MovedClock clock, Duration heartbeat) {
        var database = new DriverManagerDataSource(
                "jdbc:sqlite:" + directory.resolve("events.db") + "?transaction_mode=IMMEDIATE&busy_timeout=5000");
        Flyway.configure().dataSource(database).load().migrate();
        var client = JdbcClient.create(database);
        log = new EventLog(client, JsonMapper.shared(), clock);
        bell = new Bell(log);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        watching = new Watching(List.of(this), new Leases(client, clock), log, bell, transaction, clock);
        events = new Events(log, watching, bell, new EventsSettings(heartbeat));
    }

    @Override
    public boolean serves(Account account) {
        return true;
    }

    @Override
    public Watch watch(Account account, @Nullable String mark, Listener listener) {
        var watch = new Played(account, mark, listener);
        watches.add(watch);
        return watch;
    }

    /** The watches that were not closed. */
    List<Played> open() {
        return watches.stream().filter(watch -> !watch.over).toList();
    }

    /** A watch whose news come from the test. */
    static final class Played implements Watch {

        final Account account;
        final @Nullable String mark;
        final Listener listener;
        volatile boolean attended;
        volatile boolean over;

        Played(Account account, @Nullable String mark, Listener listener) {
            this.account = account;
            this.mark = mark;
            this.listener = listener;
        }

        @Override
        public void attend(boolean somebodyLooks) {
            attended = somebodyLooks;
        }

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public void close() {
            over = true;
        }
    }

    /** Who notes all that is told, in words. */
    static final class Notes implements EventListening {

        final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        @Override
        public void happened(Happening happening) {
            told.add(happening.id() + " " + happening.type());
        }

        @Override
        public void stands(Happening state) {
            told.add("stands " + state.type());
        }

        @Override
        public void reset(String position) {
            told.add("reset " + position);
        }

        @Override
        public void quiet() {
            told.add("quiet");
        }

        @Override
        public void ended() {
            told.add("ended");
        }
    }
}
