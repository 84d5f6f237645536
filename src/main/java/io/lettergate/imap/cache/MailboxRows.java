package io.lettergate.imap.cache;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.ModSeq;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is remembered of one mailbox in one of its lives. */
public final class MailboxRows {

    /** A mailbox of an account, from one UIDVALIDITY to the next. */
    record Life(AccountId account, MailboxName mailbox, UidValidity uidValidity) {}

    /**
     * What was known of a mailbox when somebody entered it.
     *
     * @param uidNext the UIDNEXT up to which its newest page was listed, 0 for never
     * @param modSeq the highest there was; 0 for none
     * @param era changes where MODSEQ went backwards, so that no version of the mailbox comes twice
     */
    public record Entered(long uidNext, long modSeq, long era) {}

    private final CacheFile file;
    private final CacheSettings settings;
    private final Life life;

    MailboxRows(CacheFile file, CacheSettings settings, Life life) {
        this.file = file;
        this.settings = settings;
        this.life = life;
    }

    /**
     * Notes that a session stands in this life of the mailbox: all that is known of another is dropped.
     *
     * @param modSeq the highest that the server tells, 0 where it tells none
     */
    public Entered enter(long modSeq) {
        return file.ask(sql -> settings.enabled() ? enter(sql, modSeq) : new Entered(0, 0, 0), new Entered(0, 0, 0));
    }

    private Entered enter(JdbcTemplate sql, long modSeq) {
        var here = find(sql);
        if (here.isEmpty()) {
            forgetOtherLives(sql);
            sql.update(
                    "INSERT INTO mailbox (account, name, uidvalidity, uidnext, modseq, era) VALUES (?, ?, ?, 0, ?, 0)",
                    life.account().toString(),
                    life.mailbox().value(),
                    life.uidValidity().value(),
                    modSeq);
            return new Entered(0, 0, 0);
        }
        var id = here.get();
        var known = sql.queryForObject(
                "SELECT uidnext, modseq, era FROM mailbox WHERE id = ?",
                (row, number) -> new Entered(row.getLong(1), row.getLong(2), row.getLong(3)),
                id);
        var before = known == null ? new Entered(0, 0, 0) : known;
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

    private void forgetOtherLives(JdbcTemplate sql) {
        var others = sql.queryForList(
                "SELECT id FROM mailbox WHERE account = ? AND name = ?",
                Long.class,
                life.account().toString(),
                life.mailbox().value());
        for (var other : others) {
            for (var table : List.of("message", "mark", "uid_order")) {
                sql.update("DELETE FROM " + table + " WHERE mailbox = ?", other);
            }
            sql.update("DELETE FROM mailbox WHERE id = ?", other);
        }
    }

    /** The newest page was listed, up to this UIDNEXT. */
    public void listedUpTo(long uidNext) {
        in(
                (sql, id) -> sql.update(
                        "UPDATE mailbox SET uidnext = ? WHERE id = ? AND uidnext <> ?", uidNext, id, uidNext),
                0);
    }

    public Map<Uid, CachedRow> rows(Collection<Uid> uids) {
        return in(
                (sql, id) -> {
                    Map<Uid, CachedRow> rows = new HashMap<>();
                    sql.query(
                            "SELECT uid, content FROM message WHERE mailbox = ? AND uid IN (" + list(uids) + ")",
                            row -> {
                                rows.put(new Uid(row.getLong(1)), RowCodec.decode(row.getBytes(2)));
                            },
                            id);
                    sql.update(
                            "UPDATE message SET used = unixepoch() / 3600 WHERE mailbox = ? AND uid IN (" + list(uids)
                                    + ") AND used <> unixepoch() / 3600",
                            id);
                    return rows;
                },
                Map.of());
    }

    /** How many rows are known with a UID below this one, up to a number. */
    public int below(Uid uid, int most) {
        return in(
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
        return in(
                (sql, id) ->
                        sql
                                .queryForList("SELECT uid FROM message WHERE mailbox = ? ORDER BY uid", Long.class, id)
                                .stream()
                                .map(Uid::new)
                                .toList(),
                List.of());
    }

    public void keep(Map<Uid, CachedRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        in(
                (sql, id) -> {
                    sql.batchUpdate(
                            "INSERT OR REPLACE INTO message (mailbox, uid, account, used, content)"
                                    + " VALUES (?, ?, ?, unixepoch() / 3600, ?)",
                            rows.entrySet().stream()
                                    .map(row -> new Object[] {
                                        id,
                                        row.getKey().value(),
                                        life.account().toString(),
                                        RowCodec.encode(row.getValue())
                                    })
                                    .toList());
                    return evict(sql);
                },
                0);
    }

    private int evict(JdbcTemplate sql) {
        var account = life.account().toString();
        var count = sql.queryForObject("SELECT count(*) FROM message WHERE account = ?", Integer.class, account);
        if (count == null || count <= settings.rows()) {
            return 0;
        }
        return sql.update(
                "DELETE FROM message WHERE rowid IN"
                        + " (SELECT rowid FROM message WHERE account = ? ORDER BY used, rowid LIMIT ?)",
                account,
                count - settings.rows() + settings.rows() / 20);
    }

    /** Remembers flags as the server told them just now. */
    public void mark(Map<Uid, Marks> marks) {
        if (!marks.isEmpty()) {
            in((sql, id) -> mark(sql, id, marks), 0);
        }
    }

    private static int mark(JdbcTemplate sql, long id, Map<Uid, Marks> marks) {
        var changes = sql.batchUpdate(
                "INSERT INTO mark (mailbox, uid, flags, modseq) VALUES (?, ?, ?, ?) ON CONFLICT (mailbox, uid)"
                        + " DO UPDATE SET flags = excluded.flags, modseq = excluded.modseq"
                        + " WHERE flags <> excluded.flags OR modseq <> excluded.modseq",
                marks.entrySet().stream()
                        .map(mark -> new Object[] {
                            id,
                            mark.getKey().value(),
                            words(mark.getValue().flags()),
                            number(mark.getValue().modSeq())
                        })
                        .toList());
        return changes.length;
    }

    /** The row and the flags of a message, where both are known. */
    public Optional<Known> known(Uid uid) {
        var row = rows(List.of(uid)).get(uid);
        return row == null ? Optional.empty() : marks(uid).map(marks -> new Known(row, marks));
    }

    private Optional<Marks> marks(Uid uid) {
        return in(
                (sql, id) -> sql
                        .query(
                                "SELECT flags, modseq FROM mark WHERE mailbox = ? AND uid = ?",
                                (row, number) -> new Marks(flags(row.getString(1)), modSeq(row.getLong(2))),
                                id,
                                uid.value())
                        .stream()
                        .findFirst(),
                Optional.empty());
    }

    void change(Uid uid, Set<Flag> set, Set<Flag> clear) {
        marks(uid).ifPresent(marks -> mark(Map.of(uid, marks.changed(set, clear))));
    }

    void retell(Uid uid, Marks told) {
        marks(uid).ifPresent(marks -> mark(Map.of(uid, told)));
    }

    public void remove(Collection<Uid> uids) {
        if (!uids.isEmpty()) {
            in(
                    (sql, id) -> {
                        sql.update("DELETE FROM mark WHERE mailbox = ? AND uid IN (" + list(uids) + ")", id);
                        return sql.update("DELETE FROM message WHERE mailbox = ? AND uid IN (" + list(uids) + ")", id);
                    },
                    0);
        }
    }

    /** What lies between the first and the last of these, and is not among them, is not in the mailbox any more. */
    public void removeOthersBetween(Uid first, Uid last, Collection<Uid> present) {
        in(
                (sql, id) -> {
                    var others = " WHERE mailbox = ? AND uid BETWEEN ? AND ? AND uid NOT IN (" + list(present) + ")";
                    sql.update("DELETE FROM mark" + others, id, first.value(), last.value());
                    return sql.update("DELETE FROM message" + others, id, first.value(), last.value());
                },
                0);
    }

    /** UIDs in the order that somebody asked for, where that is known of this version of the mailbox. */
    public Optional<long[]> order(String asked, String version) {
        return in(
                (sql, id) -> sql
                        .query(
                                "SELECT uids FROM uid_order WHERE mailbox = ? AND asked = ? AND version = ?",
                                (row, number) -> UidRuns.decode(row.getBytes(1)),
                                id,
                                asked,
                                version)
                        .stream()
                        .findFirst(),
                Optional.empty());
    }

    public void keepOrder(String asked, String version, long[] uids) {
        in(
                (sql, id) -> sql.update(
                        "INSERT OR REPLACE INTO uid_order (mailbox, asked, version, uids) VALUES (?, ?, ?, ?)",
                        id,
                        asked,
                        version,
                        UidRuns.encode(uids)),
                0);
    }

    private <T> T in(BiFunction<JdbcTemplate, Long, T> work, T otherwise) {
        return settings.enabled()
                ? file.ask(sql -> find(sql).map(id -> work.apply(sql, id)).orElse(otherwise), otherwise)
                : otherwise;
    }

    private Optional<Long> find(JdbcTemplate sql) {
        return sql
                .query(
                        "SELECT id FROM mailbox WHERE account = ? AND name = ? AND uidvalidity = ?",
                        (row, number) -> row.getLong(1),
                        life.account().toString(),
                        life.mailbox().value(),
                        life.uidValidity().value())
                .stream()
                .findFirst();
    }

    private static String list(Collection<Uid> uids) {
        return uids.stream().map(uid -> Long.toString(uid.value())).collect(Collectors.joining(","));
    }

    private static String words(Set<Flag> flags) {
        return flags.stream().map(Flag::keyword).sorted().collect(Collectors.joining(" "));
    }

    private static Set<Flag> flags(String words) {
        return Arrays.stream(words.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(Flag::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static long number(@Nullable ModSeq modSeq) {
        return modSeq == null ? 0 : modSeq.value();
    }

    private static @Nullable ModSeq modSeq(long number) {
        return number < 1 ? null : new ModSeq(number);
    }
}
