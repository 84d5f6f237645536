package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.UidValidity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of mailboxes. */
@Component
class Boxes {

    private static final String ROWS = """
            SELECT id, name, role, subscribed, uid_validity, uid_next, modseq, messages, unread
            FROM store_mailbox WHERE account_id = ?""";

    private final JdbcClient database;
    private final Numbers numbers;

    Boxes(JdbcClient database, Numbers numbers) {
        this.database = database;
        this.numbers = numbers;
    }

    /** In the order in which they were made. */
    List<Box> all(AccountId account) {
        return database.sql(ROWS + " ORDER BY id")
                .param(account.toString())
                .query(Boxes::box)
                .list();
    }

    Optional<Box> find(AccountId account, MailboxName name) {
        return database.sql(ROWS + " AND name = ?")
                .params(account.toString(), name.value())
                .query(Boxes::box)
                .optional();
    }

    Box require(AccountId account, MailboxName name) {
        return find(account, name).orElseThrow(MailFailure.NoSuchMailbox::new);
    }

    Box add(
            AccountId account,
            MailboxName name,
            @Nullable MailboxRole role,
            boolean subscribed,
            UidValidity uidValidity,
            long uidNext,
            long modSeq) {
        database.sql("""
                        INSERT INTO store_mailbox (id, account_id, name, role, subscribed, uid_validity, uid_next,
                            modseq, created, messages, unread)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)""")
                .param(numbers.mailbox())
                .param(account.toString())
                .param(name.value())
                .param(role == null ? null : role.name())
                .param(subscribed)
                .param(uidValidity.value())
                .param(uidNext)
                .param(modSeq)
                .param(modSeq)
                .update();
        return require(account, name);
    }

    /** Makes room for so many messages, and gives the first UID of them. */
    long arrive(Box box, long modSeq, int messages, long unread) {
        database.sql("""
                        UPDATE store_mailbox SET uid_next = uid_next + ?, messages = messages + ?, unread = unread + ?,
                            modseq = ? WHERE id = ?""").params(messages, messages, unread, modSeq, box.id()).update();
        return database.sql("SELECT uid_next FROM store_mailbox WHERE id = ?")
                        .param(box.id())
                        .query(Long.class)
                        .single()
                - messages;
    }

    /** Counts what came or left, and what was read or unread. */
    void count(Box box, long modSeq, long messages, long unread) {
        database.sql("UPDATE store_mailbox SET messages = messages + ?, unread = unread + ?, modseq = ? WHERE id = ?")
                .params(messages, unread, modSeq, box.id())
                .update();
    }

    void rename(Box box, MailboxName name, long modSeq) {
        database.sql("UPDATE store_mailbox SET name = ?, modseq = ?, created = ? WHERE id = ?")
                .params(name.value(), modSeq, modSeq, box.id())
                .update();
    }

    void subscribe(Box box, boolean subscribed) {
        database.sql("UPDATE store_mailbox SET subscribed = ? WHERE id = ?")
                .params(subscribed, box.id())
                .update();
    }

    void remove(Box box) {
        database.sql("DELETE FROM store_mailbox WHERE id = ?").param(box.id()).update();
    }

    /** Remembers that there is none of this name any more, for those who watch. */
    void gone(AccountId account, MailboxName name, long modSeq) {
        database.sql("INSERT INTO store_gone_mailbox (account_id, name, modseq) VALUES (?, ?, ?)")
                .params(account.toString(), name.value(), modSeq)
                .update();
    }

    static Box box(ResultSet row, int number) throws SQLException {
        var role = row.getString("role");
        return new Box(
                row.getLong("id"),
                new MailboxName(row.getString("name")),
                role == null ? null : MailboxRole.valueOf(role),
                row.getBoolean("subscribed"),
                new UidValidity(row.getLong("uid_validity")),
                row.getLong("uid_next"),
                row.getLong("modseq"),
                row.getLong("messages"),
                row.getLong("unread"));
    }
}
