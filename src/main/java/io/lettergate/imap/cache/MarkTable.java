package io.lettergate.imap.cache;

import io.lettergate.mail.Flag;
import io.lettergate.mail.ModSeq;
import io.lettergate.mail.Uid;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The flags of messages, which change. */
record MarkTable(Shelf shelf) {

    Optional<Marks> of(Uid uid) {
        return shelf.in(
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

    /** Keeps these, known or not. */
    void keep(Map<Uid, Marks> marks) {
        if (marks.isEmpty()) {
            return;
        }
        shelf.in(
                (sql, id) -> sql.batchUpdate(
                                "INSERT INTO mark (mailbox, uid, flags, modseq) VALUES (?, ?, ?, ?)"
                                        + " ON CONFLICT (mailbox, uid)"
                                        + " DO UPDATE SET flags = excluded.flags, modseq = excluded.modseq"
                                        + " WHERE flags <> excluded.flags OR modseq <> excluded.modseq",
                                marks.entrySet().stream()
                                        .map(mark -> new Object[] {
                                            id,
                                            mark.getKey().value(),
                                            words(mark.getValue().flags()),
                                            number(mark.getValue().modSeq())
                                        })
                                        .toList())
                        .length,
                0);
    }

    /** Brings those that are known up to date, but for what is known in a later version. */
    void renew(Map<Uid, Marks> marks) {
        if (marks.isEmpty()) {
            return;
        }
        shelf.in(
                (sql, id) -> sql.batchUpdate(
                                "UPDATE mark SET flags = ?, modseq = ?"
                                        + " WHERE mailbox = ? AND uid = ? AND (modseq <= ? OR ? = 0)",
                                marks.entrySet().stream()
                                        .map(mark -> renewed(id, mark.getKey(), mark.getValue()))
                                        .toList())
                        .length,
                0);
    }

    private static Object[] renewed(long id, Uid uid, Marks marks) {
        var version = number(marks.modSeq());
        return new Object[] {words(marks.flags()), version, id, uid.value(), version, version};
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
