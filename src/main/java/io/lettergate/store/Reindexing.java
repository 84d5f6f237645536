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
import java.util.LinkedHashSet;
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

    private final Journal journal;
    private final MessageFiles files;
    private final Preparing preparing;
    private final AccountRecovery accounts;
    private final Changes changes;
    private final Boxes boxes;
    private final Entering entering;
    private final Numbers numbers;
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
        var checked = check(facts.address(), replay);
        transaction.executeWithoutResult(status -> enter(account, replay, checked));
        var torn = replay.torn() == 0 ? "" : " " + replay.torn() + " torn lines of its journal were passed over.";
        checked.sentences.add("The mail of " + facts.address() + " is back: " + checked.found.size() + " messages, and "
                + checked.sentences.size() + " could not be had." + torn);
        return new Report(checked.sentences, checked.found.size(), checked.sentences.size() - 1);
    }

    /** What can be read of its messages, and is what it was. */
    private Checked check(String address, Replay replay) throws IOException {
        var checked = new Checked();
        var all = List.copyOf(replay.messages());
        for (int start = 0; start < all.size(); start += AT_ONCE) {
            var some = all.subList(start, Math.min(all.size(), start + AT_ONCE));
            var described = preparing.all(some.stream()
                    .<Callable<Optional<Description>>>map(message -> () -> describe(message.line))
                    .toList());
            for (int index = 0; index < some.size(); index++) {
                var message = some.get(index);
                described
                        .get(index)
                        .ifPresentOrElse(
                                description -> checked.found.put(message, description),
                                () -> checked.sentences.add("A message of " + address + " is missing or damaged: "
                                        + files.of(new Digest(message.line.digest())) + "."));
            }
        }
        return checked;
    }

    private Optional<Description> describe(Line.Stored line) throws IOException {
        var digest = new Digest(line.digest());
        var file = files.of(digest);
        return Files.exists(file) && MessageFiles.digest(file).equals(digest)
                ? Optional.of(Describing.of(file))
                : Optional.empty();
    }

    private void enter(AccountId account, Replay replay, Checked checked) {
        var validity = replay.folders().stream()
                .mapToLong(folder -> folder.uidValidity)
                .max()
                .orElse(0);
        changes.enter(account, replay.modSeq(), validity);
        var change = new Change(account, replay.modSeq());
        var given = enter(change, checked);
        replay.folders().forEach(folder -> enter(change, folder, given));
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

    /** Messages keep their numbers, as others may know them by those. */
    private Map<Replay.Message, Placed> enter(Change change, Checked checked) {
        Map<Replay.Message, Placed> given = new HashMap<>();
        numbers.pass(checked.found.keySet().stream()
                .mapToLong(message -> message.line.number())
                .max()
                .orElse(0));
        Set<Long> chosen = new LinkedHashSet<>();
        List<Fresh> fresh = new ArrayList<>();
        checked.found.forEach((message, description) -> {
            var number = isFree(message.line.number(), chosen) ? message.line.number() : numbers.messages(1);
            chosen.add(number);
            fresh.add(fresh(message, description));
            given.put(message, new Placed(number, fresh.getLast()));
        });
        var chosenInOrder = List.copyOf(chosen);
        for (int start = 0; start < fresh.size(); start += AT_ONCE) {
            int end = Math.min(fresh.size(), start + AT_ONCE);
            entering.describe(change, chosenInOrder.subList(start, end), fresh.subList(start, end));
        }
        return given;
    }

    private boolean isFree(long number, Set<Long> chosen) {
        return !chosen.contains(number)
                && database.sql("SELECT COUNT(*) FROM store_message WHERE id = ?")
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

    private void enter(Change change, Replay.Folder folder, Map<Replay.Message, Placed> given) {
        var line = folder.line();
        var name = new MailboxName(line == null ? "Found " + folder.uidValidity : line.name());
        var box = boxes.add(
                change.account(),
                name,
                role(line),
                line == null || line.subscribed(),
                new UidValidity(folder.uidValidity),
                folder.uidNext(),
                change.modSeq());
        List<Object[]> rows = new ArrayList<>();
        long unread = 0;
        for (var entry : folder.entries.entrySet()) {
            var message = given.get(entry.getValue().message);
            if (message != null) {
                var placed = message.with(entry.getValue().flags);
                unread += placed.isUnread() ? 1 : 0;
                rows.add(Entering.row(box.id(), entry.getKey(), placed, change.modSeq()));
            }
        }
        entering.entries(rows);
        boxes.count(box, change.modSeq(), rows.size(), unread);
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
    private static final class Checked {
        private final Map<Replay.Message, Description> found = new LinkedHashMap<>();
        private final List<String> sentences = new ArrayList<>();
    }
}
