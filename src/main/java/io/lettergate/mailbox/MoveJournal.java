package io.lettergate.mailbox;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of moves that have begun and are not over. */
@Repository
class MoveJournal {

    private final JdbcClient database;

    MoveJournal(JdbcClient database) {
        this.database = database;
    }

    /**
     * A move that is not over.
     *
     * @param uidNext the lowest UID that a copy can have
     * @param copied whether all copies are known to be there
     */
    record Entry(String id, List<MessageRef> messages, MailboxName destination, long uidNext, boolean copied) {

        Entry {
            messages = List.copyOf(messages);
        }
    }

    /** Writes down that messages of one mailbox are about to be copied. */
    String begin(AccountId account, List<MessageRef> messages, MailboxName destination, long uidNext) {
        var id = UUID.randomUUID().toString();
        var source = messages.getFirst();
        var uids = messages.stream().map(ref -> "" + ref.uid().value()).collect(Collectors.joining(","));
        database.sql("INSERT INTO unfinished_move VALUES (?, ?, ?, ?, ?, ?, ?, 0)")
                .params(
                        id,
                        account.toString(),
                        source.mailbox().value(),
                        source.uidValidity().value(),
                        uids,
                        destination.value(),
                        uidNext)
                .update();
        return id;
    }

    void copied(String id) {
        database.sql("UPDATE unfinished_move SET copied = 1 WHERE id = ?")
                .param(id)
                .update();
    }

    void over(String id) {
        database.sql("DELETE FROM unfinished_move WHERE id = ?").param(id).update();
    }

    List<Entry> of(AccountId account) {
        return database.sql("SELECT * FROM unfinished_move WHERE account_id = ?")
                .param(account.toString())
                .query((row, number) -> entry(row))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var source = new MailboxName(row.getString("source"));
        var uidValidity = new UidValidity(row.getLong("uid_validity"));
        var messages = Arrays.stream(row.getString("uids").split(","))
                .map(uid -> new MessageRef(source, uidValidity, new Uid(Long.parseLong(uid))))
                .toList();
        return new Entry(
                row.getString("id"),
                messages,
                new MailboxName(row.getString("destination")),
                row.getLong("uid_next"),
                row.getInt("copied") == 1);
    }
}
