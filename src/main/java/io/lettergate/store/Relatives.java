package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds messages by the Message-IDs that they have or answer. */
@Component
class Relatives {

    private final JdbcClient database;
    private final Rows rows;

    Relatives(JdbcClient database, Rows rows) {
        this.database = database;
        this.rows = rows;
    }

    Optional<MessageRef> find(AccountId account, Box box, String messageId, long fromUid) {
        var bare = Kinship.bare(messageId);
        return database.sql("""
                        SELECT e.uid FROM store_kin k JOIN store_message m ON m.id = k.message_id
                        JOIN store_entry e ON e.message_id = m.id
                        WHERE k.kin = ? AND m.message_id = ? AND e.mailbox_id = ? AND e.uid >= ?
                        ORDER BY e.uid DESC LIMIT 1""")
                .params(Kinship.kin(account, bare), bare, box.id(), fromUid)
                .query(Long.class)
                .optional()
                .map(box::ref);
    }

    /** The newest, oldest first. */
    List<MessageSummary> related(AccountId account, Box box, Set<String> messageIds, int most) {
        if (messageIds.isEmpty()) {
            return List.of();
        }
        var kin = messageIds.stream()
                .map(id -> Kinship.kin(account, Kinship.bare(id)))
                .distinct()
                .toList();
        var marks = kin.stream().map(one -> "?").collect(Collectors.joining(", "));
        var condition = new Condition(
                "e.message_id IN (SELECT message_id FROM store_kin WHERE kin IN (" + marks + "))", List.copyOf(kin));
        return rows.some(box, condition, "e.uid DESC", most).reversed();
    }
}
