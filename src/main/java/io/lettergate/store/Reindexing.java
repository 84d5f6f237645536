package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountRecovery;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.UidValidity;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the tables of the store anew from message files and journals, after a database was lost. */
@Service
public class Reindexing {

    private static final int AT_ONCE = 200;

    /** The journal may lack the last changes before a crash; what they were called is not given out again. */
    private static final long LEAP = 1_000;

    private final Journal journal;
    private final MessageFiles files;
    private final Preparing preparing;
    private final AccountRecovery accounts;
    private final Changes changes;
    private final Boxes boxes;
    private final Entering entering;
    private final Numbers numbers;
    private final Snapshots snapshots;
    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;

    Reindexing(
            Journal journal,
            MessageFiles files,
            Preparing preparing,
            AccountRecovery accounts,
            Changes changes,
            Boxes boxes,
            Entering entering,
            Numbers numbers,
            Snapshots snapshots,
            JdbcClient database,
            JdbcTemplate batches,
            TransactionTemplate transaction) {
        this.journal = journal;
        this.files = files;
        this.preparing = preparing;
        this.accounts = accounts;
        this.changes = changes;
        this.boxes = boxes;
        this.entering = entering;
        this.numbers = numbers;
        this.snapshots = snapshots;
        this.database = database;
        this.batches = batches;
        this.transaction = transaction;
    }

    /** Enters every account that is in no table; one that is stays as it is. Every message is checked by its digest. */
    public Report run() throws IOException {
        List<String> sentences = new ArrayList<>();
        long messages = 0;
        long lost = 0;
        for (var account : journal.known()) {
            var outcome = run(account);
            sentences.addAll(outcome.sentences());
            messages += outcome.messages();
            lost += outcome.lost();
        }
        return new Report(sentences, messages, lost);
    }

    private Report run(AccountId account) throws IOException {
        var replay = Replay.of(journal.files(account));
        var facts = replay.facts();
        if (facts == null) {
            return Report.of("The journal of account " + account + " does not say whose it is, so it was left alone.");
        }
        if (changes.modSeq(account) > 0) {
            return Report.of("The mail of " + facts.address() + " is in the database already.");
        }
        if (!accounts.restore(facts.facts())) {
            return Report.of("There is a new account for " + facts.address()
                    + ", so its old mail was left where it is: " + journal.of(account) + ".");
        }
        var found = messages(account, facts.address(), replay);
        transaction.executeWithoutResult(status -> enter(account, replay, found.placed));
        if (found.sentences.isEmpty()) {
            snapshots.write(account);
        }
        return report(facts.address(), replay, found);
    }

    private static Report report(String address, Replay replay, Found found) {
        var torn = replay.torn() == 0 ? "" : " " + replay.torn() + " torn lines of its journal were passed over.";
        List<String> sentences = new ArrayList<>(found.sentences);
        sentences.add("The mail of " + address + " is back: " + found.placed.size() + " messages, and "
                + found.sentences.size() + " could not be had." + torn);
        return new Report(sentences, found.placed.size(), found.sentences.size());
    }

    /**
     * Enters what can be read of its messages, and is what it was: some at a time, as all would not fit into memory. They
     * are in no mailbox before the account is entered, so that whoever is interrupted here can begin anew.
     */
    private Found messages(AccountId account, String address, Replay replay) throws IOException {
        database.sql("DELETE FROM store_message WHERE account_id = ?")
                .param(account.toString())
                .update();
        database.sql("DELETE FROM store_origin WHERE account_id = ?")
                .param(account.toString())
                .update();
        numbers.pass(replay.number());
        var found = new Found();
        var all = List.copyOf(replay.messages());
        for (int start = 0; start < all.size(); start += AT_ONCE) {
            var some = all.subList(start, Math.min(all.size(), start + AT_ONCE));
            Map<Replay.Message, Description> read = new LinkedHashMap<>();
            var described = preparing.all(some.stream()
                    .<Callable<Optional<Description>>>map(message -> () -> describe(message.line))
                    .toList());
            for (int index = 0; index < some.size(); index++) {
                var message = some.get(index);
                described
                        .get(index)
                        .ifPresentOrElse(
                                description -> read.put(message, description),
                                () -> found.sentences.add("A message of " + address + " is missing or damaged: "
                                        + files.of(new Digest(message.line.digest())) + "."));
            }
            transaction.executeWithoutResult(status -> enter(account, read, found));
        }
        return found;
    }

    private Optional<Description> describe(Line.Stored line) throws IOException {
        var digest = new Digest(line.digest());
        var file = files.of(digest);
        return Files.exists(file) && MessageFiles.digest(file).equals(digest)
                ? Optional.of(Describing.of(file))
                : Optional.empty();
    }

    /** Messages keep their numbers, as others may know them by those. */
    private void enter(AccountId account, Map<Replay.Message, Description> read, Found found) {
        List<Long> given = new ArrayList<>();
        List<Fresh> fresh = new ArrayList<>();
        read.forEach((message, description) -> {
            var line = message.line;
            var number = isFree(line.number()) && !given.contains(line.number()) ? line.number() : numbers.messages(1);
            given.add(number);
            fresh.add(fresh(message, description));
            found.placed.put(message, placed(message, number));
        });
        entering.describe(new Change(account, 0), given, fresh);
    }

    private boolean isFree(long number) {
        return database.sql("SELECT COUNT(*) FROM store_message WHERE id = ?")
                        .param(number)
                        .query(Integer.class)
                        .single()
                == 0;
    }

    private static Fresh fresh(Replay.Message message, Description description) {
        var line = message.line;
        return new Fresh(
                new Digest(line.digest()),
                line.size(),
                description,
                Instant.ofEpochMilli(line.receivedAt()),
                Instant.ofEpochMilli(line.storedAt()),
                Set.of(),
                message.origin == null ? null : Origins.of(message.origin));
    }

    private static Placed placed(Replay.Message message, long number) {
        var line = message.line;
        return new Placed(
                number,
                new Digest(line.digest()),
                line.size(),
                Instant.ofEpochMilli(line.receivedAt()),
                Instant.ofEpochMilli(line.storedAt()),
                Set.of(),
                message.origin == null ? null : Origins.of(message.origin));
    }

    private void enter(AccountId account, Replay replay, Map<Replay.Message, Placed> placed) {
        var validity = replay.folders().stream()
                .mapToLong(folder -> folder.uidValidity)
                .max()
                .orElse(0);
        var modSeq = replay.modSeq() + LEAP;
        changes.enter(account, modSeq, validity);
        var change = new Change(account, modSeq);
        replay.folders().forEach(folder -> enter(change, folder, placed));
        changes.addFirst(change);
        batches.batchUpdate(
                Origins.INSERT,
                replay.removed().stream()
                        .map(known -> Origins.row(account, known))
                        .toList());
        replay.letters()
                .forEach(letter -> database.sql("INSERT INTO store_letter (account_id, letter) VALUES (?, ?)")
                        .params(account.toString(), letter)
                        .update());
    }

    private void enter(Change change, Replay.Folder folder, Map<Replay.Message, Placed> placed) {
        var line = folder.line();
        var role = role(line);
        var isTaken = boxes.all(change.account()).stream().anyMatch(box -> box.role() == role);
        var box = boxes.add(
                change.account(),
                name(change.account(), folder),
                isTaken ? null : role,
                line == null || line.subscribed(),
                new UidValidity(folder.uidValidity),
                folder.uidNext(),
                change.modSeq());
        List<Object[]> rows = new ArrayList<>();
        long unread = 0;
        for (var entry : folder.entries.entrySet()) {
            var message = placed.get(entry.getValue().message);
            if (message != null) {
                var flagged = message.with(entry.getValue().flags);
                unread += flagged.isUnread() ? 1 : 0;
                rows.add(Entering.row(box.id(), entry.getKey(), flagged, change.modSeq()));
            }
        }
        entering.entries(rows);
        boxes.count(box, change.modSeq(), rows.size(), unread);
    }

    /** Its own, unless another has that: where the line is missing that says one was removed, there may be two. */
    private MailboxName name(AccountId account, Replay.Folder folder) {
        var line = folder.line();
        var name = new MailboxName(line == null ? "Found " + folder.uidValidity : line.name());
        return boxes.find(account, name).isEmpty()
                ? name
                : new MailboxName(name.value() + " (found " + folder.uidValidity + ")");
    }

    private static @Nullable MailboxRole role(Line.@Nullable Mailbox line) {
        return line == null || line.role() == null ? null : MailboxRole.valueOf(line.role());
    }

    /**
     * What came of it.
     *
     * @param messages how many were entered
     * @param lost how many are missing or damaged
     */
    public record Report(List<String> sentences, long messages, long lost) {

        public Report {
            sentences = List.copyOf(sentences);
        }

        static Report of(String sentence) {
            return new Report(List.of(sentence), 0, 0);
        }
    }

    /** Messages that are whole, and what is to be said of others. */
    private static final class Found {
        private final Map<Replay.Message, Placed> placed = new HashMap<>();
        private final List<String> sentences = new ArrayList<>();
    }
}
