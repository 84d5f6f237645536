package io.lettergate.imap.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A small SQLite database of its own. One that cannot be read, or is of another version, is dropped and made anew; where
 * that fails too, nothing is remembered, and everything goes on.
 */
final class CacheFile implements AutoCloseable {

    static final int VERSION = 1;

    private static final Logger LOG = LoggerFactory.getLogger(CacheFile.class);
    private static final List<String> TABLES =
            List.of("""
            CREATE TABLE mailbox (
              id INTEGER PRIMARY KEY, account TEXT NOT NULL, name TEXT NOT NULL, uidvalidity INTEGER NOT NULL,
              uidnext INTEGER NOT NULL, modseq INTEGER NOT NULL, era INTEGER NOT NULL, UNIQUE (account, name))""", """
            CREATE TABLE message (
              mailbox INTEGER NOT NULL, uid INTEGER NOT NULL, account TEXT NOT NULL, used INTEGER NOT NULL,
              content BLOB NOT NULL, PRIMARY KEY (mailbox, uid))""", "CREATE INDEX message_by_use ON message (account, used)", """
            CREATE TABLE mark (
              mailbox INTEGER NOT NULL, uid INTEGER NOT NULL, flags TEXT NOT NULL, modseq INTEGER NOT NULL,
              PRIMARY KEY (mailbox, uid)) WITHOUT ROWID""", """
            CREATE TABLE uid_order (
              mailbox INTEGER NOT NULL, asked TEXT NOT NULL, version TEXT NOT NULL, uids BLOB NOT NULL,
              PRIMARY KEY (mailbox, asked)) WITHOUT ROWID""");

    private final @Nullable Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection connection;

    CacheFile(@Nullable Path file) {
        this.file = file;
        this.connection = opened();
    }

    /** Does all of the work or none of it; answers otherwise where it cannot be done. */
    <T> T ask(Function<JdbcTemplate, T> work, T otherwise) {
        lock.lock();
        try {
            var now = connection;
            if (now == null) {
                return otherwise;
            }
            var done = work.apply(new JdbcTemplate(new SingleConnectionDataSource(now, true)));
            now.commit();
            return done;
        } catch (RuntimeException | SQLException broken) {
            LOG.warn("cache=dropped reason=\"{}\"", broken.getMessage());
            drop();
            connection = opened();
            return otherwise;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Connection opened() {
        try {
            return open();
        } catch (SQLException unreadable) {
            LOG.info("cache=anew reason=\"{}\"", unreadable.getMessage());
        }
        try {
            drop();
            return open();
        } catch (SQLException | UncheckedIOException hopeless) {
            LOG.warn("cache=off reason=\"{}\"", hopeless.getMessage());
            return null;
        }
    }

    private Connection open() throws SQLException {
        var opened = DriverManager.getConnection("jdbc:sqlite:" + (file == null ? ":memory:" : file));
        try (var statement = opened.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=OFF");
            var version = statement.executeQuery("PRAGMA user_version").getInt(1);
            var tables =
                    statement.executeQuery("SELECT count(*) FROM sqlite_master").getInt(1);
            if (tables > 0 && version != VERSION) {
                throw new SQLException("It is of version " + version + ", but " + VERSION + " is spoken here");
            }
            if (tables == 0) {
                for (var table : TABLES) {
                    statement.execute(table);
                }
                statement.execute("PRAGMA user_version=" + VERSION);
            }
            opened.setAutoCommit(false);
            return opened;
        } catch (SQLException failure) {
            opened.close();
            throw failure;
        }
    }

    private void drop() {
        close();
        if (file == null) {
            return;
        }
        try {
            for (var end : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(file + end));
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException("The cache " + file + " cannot be dropped", undeletable);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException unclosable) {
            LOG.debug("cache=unclosable reason=\"{}\"", unclosable.getMessage());
        } finally {
            connection = null;
            lock.unlock();
        }
    }
}
