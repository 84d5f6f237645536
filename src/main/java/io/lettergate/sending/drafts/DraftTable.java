package io.lettergate.sending.drafts;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table of drafts. */
@Repository
class DraftTable {

    private final JdbcClient database;
    private final JsonMapper json;
    private final Clock clock;

    DraftTable(JdbcClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** A draft with its account, for work that nobody asked for. */
    record Owned(AccountId account, Draft draft) {}

    Optional<Draft> find(Account account, String id) {
        return database.sql("SELECT * FROM draft WHERE id = ? AND account_id = ?")
                .params(id, account.id().toString())
                .query(this::read)
                .optional();
    }

    /** The one whose copies have this Message-ID. */
    Optional<Draft> withMessageId(Account account, String messageId) {
        return database
                .sql("SELECT * FROM draft WHERE account_id = ? AND message_id = ? AND submission_id IS NULL")
                .params(account.id().toString(), messageId)
                .query(this::read)
                .list()
                .stream()
                .findFirst();
    }

    /** The one that was handed to the outbox as this. */
    Optional<Draft> handedOver(Account account, String submission) {
        return database
                .sql("SELECT * FROM draft WHERE account_id = ? AND submission_id = ?")
                .params(account.id().toString(), submission)
                .query(this::read)
                .list()
                .stream()
                .findFirst();
    }

    /** All that are still being written, the latest first. */
    List<Draft> of(Account account) {
        return database.sql(
                        "SELECT * FROM draft WHERE account_id = ? AND submission_id IS NULL ORDER BY saved_at DESC, id")
                .param(account.id().toString())
                .query(this::read)
                .list();
    }

    /** Those whose copies are older than they were saved, and that nobody saved for a while. */
    List<Owned> unfiled(Instant before, int most) {
        return database.sql("""
                        SELECT * FROM draft WHERE (filed_version < version OR filing = 1) AND submission_id IS NULL
                        AND saved_at < ? ORDER BY saved_at LIMIT ?""")
                .params(before.toEpochMilli(), most)
                .query(this::owned)
                .list();
    }

    /** Those that the outbox has. */
    List<Owned> submitted() {
        return database.sql("SELECT * FROM draft WHERE submission_id IS NOT NULL")
                .query(this::owned)
                .list();
    }

    void add(Account account, Draft draft) {
        var copy = draft.copy();
        database.sql("""
                        INSERT INTO draft (id, account_id, version, content, message_id, saved_at, filed_version,
                        filed_at, filing, mailbox, uid_validity, uid) VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?)""")
                .params(draft.id(), account.id().toString(), draft.version(), json.writeValueAsString(draft.content()))
                .params(draft.messageId(), draft.savedAt().toEpochMilli())
                .param(copy == null ? null : copy.mailbox().value())
                .param(copy == null ? null : copy.uidValidity().value())
                .param(copy == null ? null : copy.uid().value())
                .update();
    }

    /** Replaces it if it is still at that version; says whether it was. */
    boolean replace(String id, long expected, DraftContent content) {
        return database.sql("UPDATE draft SET content = ?, version = version + 1, saved_at = ?"
                                + " WHERE id = ? AND version = ? AND submission_id IS NULL")
                        .params(json.writeValueAsString(content), clock.millis(), id, expected)
                        .update()
                > 0;
    }

    void remove(String id) {
        database.sql("DELETE FROM draft WHERE id = ?").param(id).update();
    }

    /** From here on there may be more than one copy; false where nobody writes on it any more. */
    boolean beginFiling(String id) {
        return database.sql("UPDATE draft SET filing = 1 WHERE id = ? AND submission_id IS NULL")
                        .param(id)
                        .update()
                == 1;
    }

    /** Writes down where the copy is; false where the draft is gone since. */
    boolean filed(String id, long version, @Nullable MessageRef copy) {
        return database.sql(
                                "UPDATE draft SET filed_version = ?, filed_at = ?, mailbox = ?, uid_validity = ?, uid = ? WHERE id = ?")
                        .params(version, clock.millis())
                        .param(copy == null ? null : copy.mailbox().value())
                        .param(copy == null ? null : copy.uidValidity().value())
                        .param(copy == null ? null : copy.uid().value())
                        .param(id)
                        .update()
                == 1;
    }

    void settled(String id) {
        database.sql("UPDATE draft SET filing = 0 WHERE id = ?").param(id).update();
    }

    /** Whether there may be more copies than the table names. */
    boolean isFiling(String id) {
        return database.sql("SELECT filing FROM draft WHERE id = ?")
                .param(id)
                .query(Integer.class)
                .optional()
                .filter(filing -> filing == 1)
                .isPresent();
    }

    Instant filedAt(String id) {
        return Instant.ofEpochMilli(database.sql("SELECT filed_at FROM draft WHERE id = ?")
                .param(id)
                .query(Long.class)
                .optional()
                .orElse(0L));
    }

    /** With what the key of each submission of a draft begins, as it is now. */
    static String keyBegins(Draft draft) {
        return "draft-" + draft.id() + "-" + draft.version() + "-";
    }

    /** Notes those that the outbox took just before a crash, so that nobody sends them again. */
    void noteTaken(Instant since) {
        database.sql("""
                        UPDATE draft SET submission_id = (SELECT MAX(taken.id) FROM submission taken
                            WHERE taken.account_id = draft.account_id AND taken.state NOT IN ('failed', 'cancelled')
                            AND taken.idempotency_key LIKE 'draft-' || draft.id || '-' || draft.version || '-%')
                        WHERE submission_id IS NULL AND saved_at > ? AND EXISTS (SELECT 1 FROM submission taken
                            WHERE taken.account_id = draft.account_id AND taken.state NOT IN ('failed', 'cancelled')
                            AND taken.idempotency_key LIKE 'draft-' || draft.id || '-' || draft.version || '-%')""").param(since.toEpochMilli()).update();
    }

    void submitted(String id, @Nullable String submission) {
        database.sql("UPDATE draft SET submission_id = ? WHERE id = ?")
                .param(submission)
                .param(id)
                .update();
    }

    private Owned owned(ResultSet row, int number) throws SQLException {
        return new Owned(new AccountId(UUID.fromString(row.getString("account_id"))), read(row, number));
    }

    private Draft read(ResultSet row, int number) throws SQLException {
        var mailbox = row.getString("mailbox");
        return new Draft(
                row.getString("id"),
                row.getLong("version"),
                json.readValue(row.getString("content"), DraftContent.class),
                row.getString("message_id"),
                Instant.ofEpochMilli(row.getLong("saved_at")),
                mailbox == null
                        ? null
                        : new MessageRef(
                                new MailboxName(mailbox),
                                new UidValidity(row.getLong("uid_validity")),
                                new Uid(row.getLong("uid"))),
                row.getLong("filed_version"),
                row.getString("submission_id"));
    }
}
