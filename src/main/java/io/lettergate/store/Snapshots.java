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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
        var lines = transaction.execute(status -> lines(account));
        var modSeq = lines.getFirst().modSeq();
        var folder = journal.of(account);
        var written = Files.createTempFile(folder, "snapshot", ".part");
        Files.writeString(
                written,
                lines.stream().map(line -> Json.of(line) + "\n").collect(Collectors.joining()),
                StandardCharsets.UTF_8);
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

    private List<Line> lines(AccountId account) {
        var modSeq = changes.modSeq(account);
        List<Line> lines = new ArrayList<>();
        lines.add(new Line.Account(modSeq, AccountFacts.of(accounts.facts(account))));
        for (var box : boxes.all(account)) {
            lines.add(box.line(modSeq));
            lines.addAll(stored(box, modSeq));
        }
        lines.addAll(database.sql("""
                        SELECT * FROM store_origin o WHERE account_id = ?
                        AND NOT EXISTS (SELECT 1 FROM store_message m WHERE m.id = o.message_id)""")
                .param(account.toString())
                .query((row, index) -> known(row, modSeq))
                .list());
        lines.addAll(database.sql("SELECT letter FROM store_letter WHERE account_id = ?")
                .param(account.toString())
                .query((row, index) -> new Line.Letter(modSeq, row.getString(1)))
                .list());
        return lines;
    }

    private List<Line.Stored> stored(Box box, long modSeq) {
        return database.sql("""
                        SELECT e.uid, e.flags, m.id, m.digest, m.size, m.received_at, m.stored_at, o.uidl, o.ordinal,
                            o.first_seen_at
                        FROM store_entry e JOIN store_message m ON m.id = e.message_id
                        LEFT JOIN store_origin o ON o.message_id = m.id
                        WHERE e.mailbox_id = ? ORDER BY e.uid""")
                .param(box.id())
                .query((row, index) -> placed(row).line(modSeq, box, row.getLong("uid")))
                .list();
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
