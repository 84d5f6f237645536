package io.lettergate.store;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.collecting.spi.LocalCopies;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the collector of the messages that were collected into the store. */
@Component
class StoredCopies implements LocalCopies {

    private static final int AT_ONCE = 500;

    private final JdbcClient database;
    private final Boxes boxes;
    private final Changes changes;
    private final MessageFiles files;
    private final Filing filing;
    private final Entering entering;
    private final Preparing preparing;
    private final Clock clock;

    StoredCopies(
            JdbcClient database,
            Boxes boxes,
            Changes changes,
            MessageFiles files,
            Filing filing,
            Entering entering,
            Preparing preparing,
            Clock clock) {
        this.database = database;
        this.boxes = boxes;
        this.changes = changes;
        this.files = files;
        this.filing = filing;
        this.entering = entering;
        this.preparing = preparing;
        this.clock = clock;
    }

    /** A message that lies in several mailboxes was read if it was read in one of them. */
    @Override
    public Map<CopyId, State> states(AccountId account, Collection<CopyId> copies) {
        Map<CopyId, State> states = new HashMap<>();
        each("""
                SELECT m.id, m.received_at, MAX(e.seen) AS was_read, MAX(e.flagged) AS was_flagged,
                    MIN(CASE WHEN b.role = 'TRASH' THEN 1 ELSE 0 END) AS in_trash
                FROM store_message m JOIN store_entry e ON e.message_id = m.id JOIN store_mailbox b ON b.id = e.mailbox_id
                WHERE m.account_id = :account AND m.id IN (:copies) GROUP BY m.id, m.received_at""", account, copies, row -> states.put(copy(row), state(row)));
        return states;
    }

    private static State state(ResultSet row) throws SQLException {
        return new State(
                row.getBoolean("was_read"),
                row.getBoolean("was_flagged"),
                row.getBoolean("in_trash"),
                Instant.ofEpochMilli(row.getLong("received_at")));
    }

    private static CopyId copy(ResultSet row) throws SQLException {
        return new CopyId(row.getLong("id"));
    }

    private void each(String sql, AccountId account, Collection<CopyId> copies, RowCallbackHandler handler) {
        var numbers = copies.stream().map(CopyId::value).distinct().toList();
        for (int start = 0; start < numbers.size(); start += AT_ONCE) {
            database.sql(sql)
                    .param("account", account.toString())
                    .param("copies", numbers.subList(start, Math.min(numbers.size(), start + AT_ONCE)))
                    .query(handler);
        }
    }

    @Override
    public Map<MessageRef, CopyId> shown(Account account, Collection<MessageRef> messages) {
        Map<MessageRef, CopyId> shown = new HashMap<>();
        var byMailbox = messages.stream().collect(Collectors.groupingBy(MessageRef::mailbox));
        byMailbox.forEach((name, refs) -> boxes.find(account.id(), name).ifPresent(box -> shown(box, refs, shown)));
        return shown;
    }

    private void shown(Box box, List<MessageRef> refs, Map<MessageRef, CopyId> shown) {
        var uids = refs.stream()
                .filter(ref -> ref.uidValidity().equals(box.uidValidity()))
                .map(ref -> ref.uid().value())
                .distinct()
                .toList();
        for (int start = 0; start < uids.size(); start += AT_ONCE) {
            database.sql("SELECT uid, message_id FROM store_entry WHERE mailbox_id = :box AND uid IN (:uids)")
                    .param("box", box.id())
                    .param("uids", uids.subList(start, Math.min(uids.size(), start + AT_ONCE)))
                    .query(row -> {
                        shown.put(box.ref(row.getLong(1)), new CopyId(row.getLong(2)));
                    });
        }
    }

    /** Where it was put last, and rather elsewhere than in Trash. */
    @Override
    public Optional<MessageRef> place(Account account, CopyId copy) {
        return database.sql("""
                        SELECT b.name, b.uid_validity, e.uid FROM store_entry e JOIN store_mailbox b ON b.id = e.mailbox_id
                        WHERE e.message_id = ? AND b.account_id = ?
                        ORDER BY CASE WHEN b.role = 'TRASH' THEN 1 ELSE 0 END, e.added DESC, e.uid DESC LIMIT 1""")
                .params(copy.value(), account.id().toString())
                .query((row, index) -> new MessageRef(
                        new MailboxName(row.getString(1)), new UidValidity(row.getLong(2)), new Uid(row.getLong(3))))
                .optional();
    }

    @Override
    public Map<CopyId, String> whole(AccountId account, Collection<CopyId> copies) {
        Map<CopyId, Digest> digests = new HashMap<>();
        each(
                "SELECT id, digest FROM store_message WHERE account_id = :account AND id IN (:copies)",
                account,
                copies,
                row -> digests.put(copy(row), new Digest(row.getString("digest"))));
        var checks = digests.entrySet().stream()
                .<Callable<Optional<Map.Entry<CopyId, Digest>>>>map(
                        one -> () -> isWhole(one.getValue()) ? Optional.of(one) : Optional.empty())
                .toList();
        try {
            return preparing.all(checks).stream()
                    .flatMap(Optional::stream)
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, one -> one.getValue().hex()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean isWhole(Digest digest) {
        var file = files.of(digest);
        try {
            return Files.exists(file) && MessageFiles.digest(file).equals(digest);
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public Amount amount(AccountId account) {
        return database.sql("SELECT COUNT(*), COALESCE(SUM(size), 0) FROM store_message WHERE account_id = ?")
                .param(account.toString())
                .query((row, index) -> new Amount(row.getLong(1), row.getLong(2)))
                .single();
    }

    @Override
    public void tell(Account account, String key, String subject, String text) {
        try {
            write(account, key, subject, text);
        } catch (RuntimeException failure) {
            var disk = Failures.ofDisk(failure);
            throw disk == null || failure instanceof MailFailure ? failure : new MailFailure.StoreFull(disk);
        }
    }

    private void write(Account account, String key, String subject, String text) {
        changes.ensure(account);
        if (isTold(account.id(), key)) {
            return;
        }
        var letter = file(Letters.write(account.address(), subject, text, clock.instant()));
        changes.make(account.id(), change -> {
            if (isTold(account.id(), key)) {
                return false;
            }
            database.sql("INSERT INTO store_letter (account_id, letter) VALUES (?, ?)")
                    .params(account.id().toString(), key)
                    .update();
            change.say(new Line.Letter(change.modSeq(), key));
            enter(change, letter);
            return true;
        });
    }

    private boolean isTold(AccountId account, String key) {
        return database.sql("SELECT COUNT(*) FROM store_letter WHERE account_id = ? AND letter = ?")
                        .params(account.toString(), key)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private Prepared file(byte[] octets) {
        try {
            return filing.file(new ByteArrayInputStream(octets));
        } catch (IOException full) {
            throw new MailFailure.StoreFull(full);
        }
    }

    private void enter(Change change, Prepared letter) {
        var now = clock.instant();
        var inbox = boxes.require(change.account(), new MailboxName(MailboxRole.INBOX.name()));
        entering.enter(
                change,
                inbox,
                List.of(new Fresh(
                        letter.digest(), letter.size(), letter.description(), now, now, new HashSet<>(), null)));
    }
}
