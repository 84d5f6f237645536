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
     * @param messages those that are to be moved; once copied, those whose copies arrived
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
        database.sql("INSERT INTO unfinished_move VALUES (?, ?, ?, ?, ?, ?, ?, 0)")
                .params(
                        id,
                        account.toString(),
                        source.mailbox().value(),
                        source.uidValidity().value(),
                        uids(messages),
                        destination.value(),
                        uidNext)
                .update();
        return id;
    }

    private static String uids(List<MessageRef> messages) {
        return messages.stream().map(ref -> "" + ref.uid().value()).collect(Collectors.joining(","));
    }

    /** Writes down which copies have arrived, so that their originals may go. */
    void copied(String id, List<MessageRef> arrived) {
        database.sql("UPDATE unfinished_move SET copied = 1, uids = ? WHERE id = ?")
                .params(uids(arrived), id)
                .update();
    }

    /** Writes down that no original may go unless its copy is looked for. */
    void uncopied(String id) {
        database.sql("UPDATE unfinished_move SET copied = 0 WHERE id = ?")
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
