package io.lettergate.imap.cache;

import io.lettergate.mail.Flag;
import io.lettergate.mail.Uid;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is remembered of one mailbox in one of its lives. */
public final class MailboxRows {

    /**
     * What was known of a mailbox when somebody entered it.
     *
     * @param uidNext the UIDNEXT up to which its newest page was listed, 0 for never
     * @param modSeq the highest there was; 0 for none
     * @param era changes where MODSEQ went backwards, so that no version of the mailbox comes twice
     */
    public record Entered(long uidNext, long modSeq, long era) {}

    private final Shelf shelf;
    private final MarkTable marks;
    private final OrderTable orders;

    MailboxRows(Shelf shelf) {
        this.shelf = shelf;
        this.marks = new MarkTable(shelf);
        this.orders = new OrderTable(shelf);
    }

    /**
     * Notes that a session stands in this life of the mailbox: all that is known of another is dropped.
     *
     * @param modSeq the highest that the server tells, 0 where it tells none
     */
    public Entered enter(long modSeq) {
        var nothing = new Entered(0, 0, 0);
        return shelf.settings().enabled()
                ? shelf.file().ask(sql -> new Entrance(sql).enter(shelf.life(), modSeq), nothing)
                : nothing;
    }

    /** The newest page was listed, up to this UIDNEXT. */
    public void listedUpTo(long uidNext) {
        shelf.in(
                (sql, id) -> sql.update(
                        "UPDATE mailbox SET uidnext = ? WHERE id = ? AND uidnext <> ?", uidNext, id, uidNext),
                0);
    }

    public Map<Uid, CachedRow> rows(Collection<Uid> uids) {
        return shelf.in((sql, id) -> rows(sql, id, Shelf.list(uids)), Map.of());
    }

    private static Map<Uid, CachedRow> rows(JdbcTemplate sql, long id, String uids) {
        Map<Uid, CachedRow> rows = new HashMap<>();
        sql.query(
                "SELECT uid, content FROM message WHERE mailbox = ? AND uid IN (" + uids + ")",
                row -> {
                    rows.put(new Uid(row.getLong(1)), RowCodec.decode(row.getBytes(2)));
                },
                id);
        sql.update(
                "UPDATE message SET used = unixepoch() / 3600 WHERE mailbox = ? AND uid IN (" + uids
                        + ") AND used <> unixepoch() / 3600",
                id);
        return rows;
    }

    /** How many rows are known with a UID below this one, up to a number. */
    public int below(Uid uid, int most) {
        return shelf.in(
                (sql, id) -> {
                    var count = sql.queryForObject(
                            "SELECT count(*) FROM (SELECT uid FROM message WHERE mailbox = ? AND uid < ? LIMIT ?)",
                            Integer.class,
                            id,
                            uid.value(),
                            most);
                    return count == null ? 0 : count;
                },
                0);
    }

    /** All UIDs whose rows are known. */
    public List<Uid> uids() {
        return shelf.in(
                (sql, id) ->
                        sql
                                .queryForList("SELECT uid FROM message WHERE mailbox = ? ORDER BY uid", Long.class, id)
                                .stream()
                                .map(Uid::new)
                                .toList(),
                List.of());
    }

    public void keep(Map<Uid, CachedRow> rows) {
        if (!rows.isEmpty()) {
            shelf.in((sql, id) -> keep(sql, id, rows), 0);
        }
    }

    private int keep(JdbcTemplate sql, long id, Map<Uid, CachedRow> rows) {
        sql.batchUpdate(
                "INSERT OR REPLACE INTO message (mailbox, uid, account, used, content)"
                        + " VALUES (?, ?, ?, unixepoch() / 3600, ?)",
                rows.entrySet().stream()
                        .map(row -> new Object[] {
                            id, row.getKey().value(), shelf.life().account().toString(), RowCodec.encode(row.getValue())
                        })
                        .toList());
        return evict(sql);
    }

    private int evict(JdbcTemplate sql) {
        var most = shelf.settings().rows();
        var account = shelf.life().account().toString();
        var count = sql.queryForObject("SELECT count(*) FROM message WHERE account = ?", Integer.class, account);
        if (count == null || count <= most) {
            return 0;
        }
        return sql.update(
                "DELETE FROM message WHERE rowid IN"
                        + " (SELECT rowid FROM message WHERE account = ? ORDER BY used, rowid LIMIT ?)",
                account,
                count - most + most / 20);
    }

    /** Remembers flags as the server told them just now. */
    public void mark(Map<Uid, Marks> told) {
        marks.keep(told);
    }

    /** The row and the flags of a message, where both are known. */
    public Optional<Known> known(Uid uid) {
        var row = rows(List.of(uid)).get(uid);
        return row == null ? Optional.empty() : marks.of(uid).map(now -> new Known(row, now));
    }

    void change(Uid uid, Set<Flag> set, Set<Flag> clear) {
        marks.of(uid).ifPresent(before -> marks.keep(Map.of(uid, before.changed(set, clear))));
    }

    void renew(Map<Uid, Marks> told) {
        marks.renew(told);
    }

    public void remove(Collection<Uid> uids) {
        if (!uids.isEmpty()) {
            removeWhere("uid IN (" + Shelf.list(uids) + ")");
        }
    }

    /** What lies between the first and the last of these, and is not among them, is not in the mailbox any more. */
    public void removeOthersBetween(Uid first, Uid last, Collection<Uid> present) {
        removeWhere("uid BETWEEN " + first.value() + " AND " + last.value() + " AND uid NOT IN (" + Shelf.list(present)
                + ")");
    }

    private void removeWhere(String condition) {
        shelf.in(
                (sql, id) -> {
                    sql.update("DELETE FROM mark WHERE mailbox = ? AND " + condition, id);
                    return sql.update("DELETE FROM message WHERE mailbox = ? AND " + condition, id);
                },
                0);
    }

    /** UIDs in the order that somebody asked for, where that is known of this version of the mailbox. */
    public Optional<long[]> order(String asked, String version) {
        return orders.of(asked, version);
    }

    public void keepOrder(String asked, String version, long[] uids) {
        orders.keep(asked, version, uids);
    }
}
