package io.lettergate.store;

import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.ModSeq;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the rows of messages in mailboxes. */
@Component
class Rows {

    private static final int AT_ONCE = 500;
    private static final String FROM = " FROM store_entry e JOIN store_message m ON m.id = e.message_id ";
    private static final String ROW = """
            SELECT e.uid, e.flags, e.modseq, m.envelope, m.received_at, m.size, m.has_attachment, m.preview, m.layout = ''
            AS unread_layout""" + FROM;

    private final JdbcClient database;

    Rows(JdbcClient database) {
        this.database = database;
    }

    private static RowMapper<MessageSummary> summary(Box box) {
        return (row, index) -> new MessageSummary(
                box.ref(row.getLong("uid")),
                Json.envelope(row.getString("envelope")),
                FlagText.read(row.getString("flags")),
                Instant.ofEpochMilli(row.getLong("received_at")),
                row.getLong("size"),
                row.getBoolean("has_attachment"),
                row.getString("preview"),
                !row.getBoolean("unread_layout"),
                ModSeq.of(row.getLong("modseq")));
    }

    Optional<MessageSummary> one(Box box, long uid) {
        return database.sql(ROW + "WHERE e.mailbox_id = ? AND e.uid = ?")
                .params(box.id(), uid)
                .query(summary(box))
                .optional();
    }

    /** The rows that hold to a condition, in an order, up to a limit. */
    List<MessageSummary> some(Box box, Condition condition, String order, int most) {
        return database.sql(some(condition, order))
                .param(box.id())
                .params(condition.parameters())
                .param(most)
                .query(summary(box))
                .list();
    }

    static String some(Condition condition, String order) {
        return ROW + "WHERE e.mailbox_id = ? AND " + condition.sql() + " ORDER BY " + order + " LIMIT ?";
    }

    /** The rows with these UIDs that are still there, in this order. */
    List<MessageSummary> of(Box box, List<Long> uids) {
        Map<Long, MessageSummary> found = new HashMap<>();
        for (int start = 0; start < uids.size(); start += AT_ONCE) {
            database.sql(ROW + "WHERE e.mailbox_id = :box AND e.uid IN (:uids)")
                    .param("box", box.id())
                    .param("uids", uids.subList(start, Math.min(uids.size(), start + AT_ONCE)))
                    .query(summary(box))
                    .list()
                    .forEach(row -> found.put(row.ref().uid().value(), row));
        }
        return uids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    long count(Box box, Condition condition) {
        return database.sql("SELECT COUNT(*)" + FROM + "WHERE e.mailbox_id = ? AND " + condition.sql())
                .param(box.id())
                .params(condition.parameters())
                .query(Long.class)
                .single();
    }

    /** UIDs and the conversations of their messages, in an order. */
    List<Member> members(Box box, Condition condition, String order) {
        return database.sql("SELECT e.uid, m.thread, e.seen" + FROM + "WHERE e.mailbox_id = ? AND " + condition.sql()
                        + " ORDER BY " + order)
                .param(box.id())
                .params(condition.parameters())
                .query((row, index) -> new Member(row.getLong(1), row.getLong(2), row.getBoolean(3)))
                .list();
    }

    /** What the entries of these UIDs say, by UID; those that are gone are missing. */
    Map<Long, Entry> entries(Box box, Collection<Long> uids) {
        Map<Long, Entry> found = new HashMap<>();
        var all = List.copyOf(uids);
        for (int start = 0; start < all.size(); start += AT_ONCE) {
            database.sql("""
                            SELECT e.uid, e.flags, e.modseq, e.message_id, m.digest, m.size, m.received_at, m.stored_at
                            """ + FROM + "WHERE e.mailbox_id = :box AND e.uid IN (:uids)")
                    .param("box", box.id())
                    .param("uids", all.subList(start, Math.min(all.size(), start + AT_ONCE)))
                    .query(Rows::entry)
                    .list()
                    .forEach(entry -> found.put(entry.uid(), entry));
        }
        return found;
    }

    private static Entry entry(ResultSet row, int index) throws SQLException {
        return new Entry(
                row.getLong("uid"),
                row.getLong("modseq"),
                new Placed(
                        row.getLong("message_id"),
                        new Digest(row.getString("digest")),
                        row.getLong("size"),
                        Instant.ofEpochMilli(row.getLong("received_at")),
                        Instant.ofEpochMilli(row.getLong("stored_at")),
                        FlagText.read(row.getString("flags")),
                        null));
    }

    /** A message of a mailbox. */
    record Entry(long uid, long modSeq, Placed message) {}

    /** A message of a conversation. */
    record Member(long uid, long thread, boolean seen) {}
}
