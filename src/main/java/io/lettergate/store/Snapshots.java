package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountRecovery;
import io.lettergate.mail.Uidl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes journals anew, as what is there now, once they have grown to several times that. */
@Component
class Snapshots {

    private static final long SMALL = 1024 * 1024;
    private static final int TIMES = 3;
    private static final Duration QUIET = Duration.ofDays(1);

    private final Journal journal;
    private final AccountRecovery accounts;
    private final Changes changes;
    private final Boxes boxes;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Snapshots(
            Journal journal,
            AccountRecovery accounts,
            Changes changes,
            Boxes boxes,
            JdbcClient database,
            TransactionTemplate transaction,
            Clock clock) {
        this.journal = journal;
        this.accounts = accounts;
        this.changes = changes;
        this.boxes = boxes;
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    boolean isDue(AccountId account) throws IOException {
        if (journal.isBehind(account)) {
            return true;
        }
        long lines = 0;
        long snapshot = 0;
        for (var file : journal.files(account)) {
            if (Replay.isSnapshot(file)) {
                snapshot = Math.max(snapshot, Files.size(file));
            } else {
                lines += Files.size(file);
            }
        }
        return lines > SMALL && lines > TIMES * snapshot;
    }

    /** Lines that come while it is written go to another file, so that those it replaces can be removed. */
    void write(AccountId account) throws IOException {
        journal.turn(account);
        var folder = journal.of(account);
        var written = Files.createTempFile(folder, "snapshot", ".part");
        long modSeq = write(account, written);
        MessageFiles.settle(written);
        var snapshot = folder.resolve(Replay.SNAPSHOT + modSeq + Journal.ENDING);
        Files.move(written, snapshot, StandardCopyOption.ATOMIC_MOVE);
        MessageFiles.settle(folder);
        for (var file : journal.files(account)) {
            if (!file.equals(snapshot) && isReplaced(account, file, modSeq)) {
                Files.delete(file);
            }
        }
    }

    /** What is there now, line by line, as all of it need not fit into memory; gives its version. */
    private long write(AccountId account, Path file) throws IOException {
        try (var writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            return Objects.requireNonNull(transaction.execute(status -> {
                long modSeq = changes.modSeq(account);
                write(account, modSeq, line -> {
                    try {
                        writer.append(Json.of(line)).append('\n');
                    } catch (IOException full) {
                        throw new UncheckedIOException(full);
                    }
                });
                return modSeq;
            }));
        } catch (UncheckedIOException full) {
            throw full.getCause();
        }
    }

    private boolean isReplaced(AccountId account, Path file, long modSeq) throws IOException {
        if (Replay.isSnapshot(file)) {
            return Replay.version(file) < modSeq;
        }
        var quiet = Files.getLastModifiedTime(file)
                .toInstant()
                .isBefore(clock.instant().minus(QUIET));
        return !journal.isOpen(account, file) && (journal.isOurs(file) || quiet) && isBefore(file, modSeq);
    }

    private static boolean isBefore(Path file, long modSeq) {
        try {
            return Replay.of(List.of(file)).modSeq() <= modSeq;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void write(AccountId account, long modSeq, Consumer<Line> lines) {
        lines.accept(new Line.Account(modSeq, AccountFacts.of(accounts.facts(account))));
        for (var box : boxes.all(account)) {
            lines.accept(box.line(modSeq));
            stored(box, modSeq, lines);
        }
        database.sql("""
                        SELECT * FROM store_origin o WHERE account_id = ?
                        AND NOT EXISTS (SELECT 1 FROM store_message m WHERE m.id = o.message_id)""").param(account.toString()).query(row -> {
            lines.accept(known(row, modSeq));
        });
        database.sql("SELECT letter FROM store_letter WHERE account_id = ?")
                .param(account.toString())
                .query(row -> {
                    lines.accept(new Line.Letter(modSeq, row.getString(1)));
                });
    }

    private void stored(Box box, long modSeq, Consumer<Line> lines) {
        database.sql("""
                        SELECT e.uid, e.flags, m.id, m.digest, m.size, m.received_at, m.stored_at, o.uidl, o.ordinal,
                            o.first_seen_at
                        FROM store_entry e JOIN store_message m ON m.id = e.message_id
                        LEFT JOIN store_origin o ON o.message_id = m.id
                        WHERE e.mailbox_id = ? ORDER BY e.uid""").param(box.id()).query(row -> {
            lines.accept(placed(row).line(modSeq, box, row.getLong("uid")));
        });
    }

    private static Placed placed(ResultSet row) throws SQLException {
        return new Placed(
                row.getLong("id"),
                new Digest(row.getString("digest")),
                row.getLong("size"),
                Instant.ofEpochMilli(row.getLong("received_at")),
                Instant.ofEpochMilli(row.getLong("stored_at")),
                FlagText.read(row.getString("flags")),
                row.getString("uidl") == null ? null : origin(row));
    }

    private static Origin origin(ResultSet row) throws SQLException {
        return new Origin(
                new Uidl(row.getString("uidl")),
                row.getInt("ordinal"),
                Instant.ofEpochMilli(row.getLong("first_seen_at")));
    }

    private static Line.Known known(ResultSet row, long modSeq) throws SQLException {
        return new Line.Known(
                modSeq,
                row.getLong("message_id"),
                row.getString("digest"),
                row.getLong("size"),
                row.getLong("stored_at"),
                Origins.line(origin(row)));
    }
}
