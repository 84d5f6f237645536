package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.spi.MailChange;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells from the tables what happened to an account's mail between two versions of it. */
@Component
class Happenings {

    /** How many versions back it is known which messages are gone. */
    static final long REMEMBERED = 10_000;

    private final JdbcClient database;
    private final Boxes boxes;

    Happenings(JdbcClient database, Boxes boxes) {
        this.database = database;
        this.boxes = boxes;
    }

    List<MailChange> between(AccountId account, long after, long upTo) {
        List<MailChange> changes = new ArrayList<>();
        if (after >= upTo) {
            return changes;
        }
        gone(account, after, upTo).forEach(name -> changes.add(new MailChange.MailboxRemoved(name)));
        var reset = upTo - after > REMEMBERED;
        for (var box : boxes.all(account)) {
            if (isNew(box, after, upTo)) {
                changes.add(new MailChange.MailboxCreated(box.name()));
            }
            if (box.modSeq() > after) {
                if (reset) {
                    changes.add(new MailChange.MailboxReset(box.name()));
                } else {
                    messages(box, after, upTo, changes);
                }
                changes.add(new MailChange.MailboxChanged(box.name(), box.messages(), box.unread()));
            }
        }
        return changes;
    }

    private void messages(Box box, long after, long upTo, List<MailChange> changes) {
        var arrived = refs(box, "added > ? AND modseq > ? AND added <= ?", after, after, upTo);
        var flagged = refs(box, "added <= ? AND modseq > ? AND modseq <= ?", after, after, upTo);
        var removed = database.sql(
                        "SELECT uid FROM store_expunged WHERE mailbox_id = ? AND modseq > ? AND modseq <= ? ORDER BY uid")
                .params(box.id(), after, upTo)
                .query((row, index) -> box.ref(row.getLong(1)))
                .list();
        if (!arrived.isEmpty()) {
            changes.add(new MailChange.MessagesArrived(box.name(), arrived));
        }
        if (!flagged.isEmpty()) {
            changes.add(new MailChange.MessagesFlagged(box.name(), flagged));
        }
        if (!removed.isEmpty()) {
            changes.add(new MailChange.MessagesRemoved(box.name(), removed));
        }
    }

    private List<MessageRef> refs(Box box, String condition, long... bounds) {
        return database.sql("SELECT uid FROM store_entry WHERE mailbox_id = ? AND " + condition + " ORDER BY uid")
                .params(box.id(), bounds[0], bounds[1], bounds[2])
                .query((row, index) -> box.ref(row.getLong(1)))
                .list();
    }

    private boolean isNew(Box box, long after, long upTo) {
        return database.sql("SELECT COUNT(*) FROM store_mailbox WHERE id = ? AND created > ? AND created <= ?")
                        .params(box.id(), after, upTo)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private List<MailboxName> gone(AccountId account, long after, long upTo) {
        return database.sql("""
                        SELECT name FROM store_gone_mailbox WHERE account_id = ? AND modseq > ? AND modseq <= ?
                        ORDER BY modseq""")
                .params(account.toString(), after, upTo)
                .query((row, index) -> new MailboxName(row.getString(1)))
                .list();
    }
}
