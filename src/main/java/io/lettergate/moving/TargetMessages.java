package io.lettergate.moving;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of what lies where copies go to, so that what is there already is found without asking for each message. */
@Repository
class TargetMessages {

    private final JdbcClient database;

    TargetMessages(JdbcClient database) {
        this.database = database;
    }

    /** A message that lies there, and is nobody's copy so far. */
    record Candidate(MessageRef message, long size) {}

    /** Up to where it was looked through; absent where it never was, or began a new life: then all is forgotten. */
    @Transactional
    public Optional<Uid> lookedThrough(AccountId account, MailboxName mailbox, UidValidity validity) {
        var forgotten = database.sql("DELETE FROM target_mailbox WHERE account = ? AND mailbox = ? AND validity <> ?")
                .params(account.toString(), mailbox.value(), validity.value())
                .update();
        if (forgotten > 0) {
            database.sql("DELETE FROM target_message WHERE account = ? AND mailbox = ? AND validity <> ?")
                    .params(account.toString(), mailbox.value(), validity.value())
                    .update();
            database.sql("UPDATE copied_message SET target_uid = NULL WHERE target_account = ? AND target_mailbox = ?")
                    .params(account.toString(), mailbox.value())
                    .update();
        }
        return database.sql("SELECT uid FROM target_mailbox WHERE account = ? AND mailbox = ?")
                .params(account.toString(), mailbox.value())
                .query(Long.class)
                .optional()
                .map(Uid::new);
    }

    /** Notes what was found there, in the order of UIDs; a copy whose place nobody told is known by it. */
    @Transactional
    public void found(AccountId account, List<MessageSummary> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var last = rows.getLast().ref();
        database.sql("""
                        INSERT INTO target_mailbox (account, mailbox, validity, uid) VALUES (?, ?, ?, ?)
                        ON CONFLICT (account, mailbox) DO UPDATE SET validity = excluded.validity, uid = excluded.uid""")
                .params(
                        account.toString(),
                        last.mailbox().value(),
                        last.uidValidity().value(),
                        last.uid().value())
                .update();
        for (var row : rows) {
            var fingerprint = Fingerprint.of(row);
            if (add(account, row.ref(), fingerprint, row.size(), false)) {
                placeOne(account, row.ref(), fingerprint);
            }
        }
    }

    private void placeOne(AccountId account, MessageRef message, Fingerprint fingerprint) {
        var placed = database.sql("""
                        UPDATE copied_message SET target_uid = ?
                        WHERE target_account = ? AND target_mailbox = ? AND fingerprint = ? AND state = 'done'
                        AND target_uid IS NULL AND (source_account, source_mailbox, source_validity, source_uid) IN
                            (SELECT source_account, source_mailbox, source_validity, source_uid FROM copied_message
                            WHERE target_account = ? AND target_mailbox = ? AND fingerprint = ? AND state = 'done'
                            AND target_uid IS NULL LIMIT 1)""")
                .params(
                        message.uid().value(),
                        account.toString(),
                        message.mailbox().value(),
                        fingerprint.value(),
                        account.toString(),
                        message.mailbox().value(),
                        fingerprint.value())
                .update();
        if (placed > 0) {
            take(account, message, fingerprint, 0);
        }
    }

    /** Some of those that are known, in the order of UIDs. */
    List<MessageRef> after(AccountId account, MailboxName mailbox, long uid, int most) {
        return database.sql("""
                        SELECT validity, uid FROM target_message WHERE account = ? AND mailbox = ? AND uid > ?
                        ORDER BY uid LIMIT ?""")
                .params(account.toString(), mailbox.value(), uid, most)
                .query((row, number) ->
                        new MessageRef(mailbox, new UidValidity(row.getLong("validity")), new Uid(row.getLong("uid"))))
                .list();
    }

    /** Forgets what is no longer there. */
    @Transactional
    public void gone(AccountId account, List<MessageRef> messages) {
        for (var message : messages) {
            database.sql("DELETE FROM target_message WHERE account = ? AND mailbox = ? AND validity = ? AND uid = ?")
                    .params(
                            account.toString(),
                            message.mailbox().value(),
                            message.uidValidity().value(),
                            message.uid().value())
                    .update();
        }
    }

    /** Those that may be a copy of a message with this fingerprint, oldest first. */
    List<Candidate> candidates(AccountId account, MailboxName mailbox, Fingerprint fingerprint) {
        return database.sql("""
                        SELECT validity, uid, size FROM target_message
                        WHERE account = ? AND mailbox = ? AND fingerprint = ? AND taken = 0 ORDER BY uid LIMIT 20""")
                .params(account.toString(), mailbox.value(), fingerprint.value())
                .query((row, number) -> new Candidate(
                        new MessageRef(mailbox, new UidValidity(row.getLong("validity")), new Uid(row.getLong("uid"))),
                        row.getLong("size")))
                .list();
    }

    /** Notes whose copy it is: no other message's. */
    void take(AccountId account, MessageRef message, Fingerprint fingerprint, long size) {
        add(account, message, fingerprint, size, true);
        database.sql(
                        "UPDATE target_message SET taken = 1 WHERE account = ? AND mailbox = ? AND validity = ? AND uid = ?")
                .params(
                        account.toString(),
                        message.mailbox().value(),
                        message.uidValidity().value(),
                        message.uid().value())
                .update();
    }

    private boolean add(AccountId account, MessageRef message, Fingerprint fingerprint, long size, boolean taken) {
        return database.sql("""
                                INSERT INTO target_message (account, mailbox, validity, uid, fingerprint, size, taken)
                                VALUES (?, ?, ?, ?, ?, ?, ?)
                                ON CONFLICT (account, mailbox, validity, uid) DO NOTHING""")
                        .params(
                                account.toString(),
                                message.mailbox().value(),
                                message.uidValidity().value(),
                                message.uid().value(),
                                fingerprint.value(),
                                size,
                                taken ? 1 : 0)
                        .update()
                == 1;
    }

    void forget(AccountId account) {
        database.sql("DELETE FROM target_mailbox WHERE account = ?")
                .param(account.toString())
                .update();
        database.sql("DELETE FROM target_message WHERE account = ?")
                .param(account.toString())
                .update();
    }
}
