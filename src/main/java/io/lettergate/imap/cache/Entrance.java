package io.lettergate.imap.cache;

import io.lettergate.accounts.AccountId;
import io.lettergate.imap.cache.MailboxRows.Entered;
import io.lettergate.mail.MailboxName;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Begins and ends what is remembered of mailboxes. */
record Entrance(JdbcTemplate sql) {

    private static final Entered NOTHING_KNOWN = new Entered(0, 0, 0);

    /** Notes that a session stands in this life of a mailbox, and drops all that is known of another. */
    Entered enter(Life life, long modSeq) {
        var here = life.find(sql);
        if (here.isPresent()) {
            return again(here.get(), modSeq);
        }
        forget(life.account(), life.mailbox());
        sql.update(
                "INSERT INTO mailbox (account, name, uidvalidity, uidnext, modseq, era) VALUES (?, ?, ?, 0, ?, 0)",
                life.account().toString(),
                life.mailbox().value(),
                life.uidValidity().value(),
                modSeq);
        return NOTHING_KNOWN;
    }

    private Entered again(long id, long modSeq) {
        var known = sql.queryForObject(
                "SELECT uidnext, modseq, era FROM mailbox WHERE id = ?",
                (row, number) -> new Entered(row.getLong(1), row.getLong(2), row.getLong(3)),
                id);
        var before = known == null ? NOTHING_KNOWN : known;
        if (modSeq == before.modSeq()) {
            return before;
        }
        var backwards = modSeq < before.modSeq();
        if (backwards) {
            sql.update("DELETE FROM mark WHERE mailbox = ?", id);
            sql.update("DELETE FROM uid_order WHERE mailbox = ?", id);
        }
        var era = backwards ? before.era() + 1 : before.era();
        sql.update("UPDATE mailbox SET modseq = ?, era = ? WHERE id = ?", modSeq, era, id);
        return new Entered(before.uidNext(), before.modSeq(), era);
    }

    /** Drops all that is known of a mailbox. */
    int forget(AccountId account, MailboxName mailbox) {
        for (var table : List.of("message", "mark", "uid_order")) {
            empty(table, account, mailbox);
        }
        return sql.update("DELETE FROM mailbox WHERE account = ? AND name = ?", account.toString(), mailbox.value());
    }

    /** Drops all that is known of an account. */
    int forget(AccountId account) {
        for (var table : List.of("message", "mark", "uid_order")) {
            sql.update(
                    "DELETE FROM " + table + " WHERE mailbox IN (SELECT id FROM mailbox WHERE account = ?)",
                    account.toString());
        }
        return sql.update("DELETE FROM mailbox WHERE account = ?", account.toString());
    }

    /** Drops the flags of all messages of a mailbox, which is asked for them the next time. */
    int doubt(AccountId account, MailboxName mailbox) {
        return empty("mark", account, mailbox);
    }

    private int empty(String table, AccountId account, MailboxName mailbox) {
        return sql.update(
                "DELETE FROM " + table + " WHERE mailbox IN (SELECT id FROM mailbox WHERE account = ? AND name = ?)",
                account.toString(),
                mailbox.value());
    }
}
