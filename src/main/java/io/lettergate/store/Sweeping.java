package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes files that nobody needs: what is left of messages that never came whole, and messages that are neither in the
 * tables nor in any journal. Where the two differ, as after a database was lost, files stay.
 */
@Component
class Sweeping {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private final MessageFiles files;
    private final Journal journal;
    private final Snapshots snapshots;
    private final JdbcClient database;
    private final RemovedAccounts removed;
    private final Clock clock;

    Sweeping(
            MessageFiles files,
            Journal journal,
            Snapshots snapshots,
            JdbcClient database,
            RemovedAccounts removed,
            Clock clock) {
        this.removed = removed;
        this.files = files;
        this.journal = journal;
        this.snapshots = snapshots;
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void tidy() throws IOException {
        removed.forgetAll();
        for (var account : journal.known()) {
            if (isInTables(account) && snapshots.isDue(account)) {
                snapshots.write(account);
            }
        }
        database.sql("""
                        DELETE FROM store_expunged WHERE modseq < (SELECT a.modseq FROM store_account a
                        JOIN store_mailbox b ON b.account_id = a.account_id
                        WHERE b.id = store_expunged.mailbox_id) - ?""").param(Happenings.REMEMBERED).update();
        for (var left : in(files.waiting(), ".part")) {
            if (isOlder(left, DAY)) {
                Files.deleteIfExists(left);
            }
        }
    }

    @Scheduled(initialDelayString = "PT30M", fixedDelayString = "P1D")
    void collectGarbage() throws IOException {
        restoreAside();
        Set<String> living = new HashSet<>();
        for (var account : journal.known()) {
            var replay = Replay.of(journal.files(account));
            if (replay.torn() > 0 && !isInTables(account)) {
                LOG.warn("no message files are removed before a reindex: the journal of account={} is torn", account);
                return;
            }
            replay.messages().forEach(message -> living.add(message.line.digest()));
        }
        long removed = 0;
        for (int folder = 0; folder < 256; folder++) {
            for (var file : in(files.directory().resolve("%02x".formatted(folder)), ".eml")) {
                removed += !living.contains(digest(file)) && isOlder(file, WEEK) && isRemoved(file) ? 1 : 0;
            }
        }
        if (removed > 0) {
            LOG.info("message files removed count={}", removed);
        }
    }

    private boolean isInTables(AccountId account) {
        return database.sql("SELECT COUNT(*) FROM store_account WHERE account_id = ?")
                        .param(account.toString())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** It is put aside first, and looked at once more: it may just have come again. */
    private boolean isRemoved(Path file) throws IOException {
        if (isReferred(digest(file))) {
            return false;
        }
        Files.createDirectories(files.waiting());
        var aside = files.waiting().resolve(file.getFileName());
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        if (isReferred(digest(file)) || !isOlder(aside, WEEK)) {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            return false;
        }
        Files.delete(aside);
        return true;
    }

    /** What a crash left aside goes back, to be looked at again. */
    private void restoreAside() throws IOException {
        for (var aside : in(files.waiting(), ".eml")) {
            var place = files.of(new Digest(digest(aside)));
            if (Files.notExists(place)) {
                Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static String digest(Path file) {
        var name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private boolean isReferred(String digest) {
        return database.sql("SELECT COUNT(*) FROM store_message WHERE digest = ?")
                        .param(digest)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private boolean isOlder(Path file, Duration age) throws IOException {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .isBefore(clock.instant().minus(age));
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static List<Path> in(Path folder, String ending) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(ending))
                    .toList();
        }
    }
}
