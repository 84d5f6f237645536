package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.ModSeq;
import io.lettergate.mail.Uid;
import io.lettergate.mailbox.Flagged;
import io.lettergate.mailbox.Moved;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Marks, moves, copies and removes messages. */
@Component
class Moving {

    private static final int AT_ONCE = 1_000;

    private final JdbcTemplate database;
    private final Changes changes;
    private final Boxes boxes;
    private final Rows rows;
    private final Entering entering;

    Moving(JdbcTemplate database, Changes changes, Boxes boxes, Rows rows, Entering entering) {
        this.database = database;
        this.changes = changes;
        this.boxes = boxes;
        this.rows = rows;
        this.entering = entering;
    }

    /** The mailbox that a reference means. */
    Box box(AccountId account, MessageRef ref) {
        var box = boxes.require(account, ref.mailbox());
        if (!box.uidValidity().equals(ref.uidValidity())) {
            throw new MailFailure.MailboxReset();
        }
        return box;
    }

    List<MessageRef> present(AccountId account, List<MessageRef> messages) {
        List<MessageRef> present = new ArrayList<>();
        byBox(account, messages).forEach((box, refs) -> present.addAll(refs(box, entries(box, refs))));
        return messages.stream().filter(new HashSet<>(present)::contains).toList();
    }

    Flagged flag(AccountId account, List<MessageRef> messages, Set<Flag> set, Set<Flag> clear, @Nullable ModSeq since) {
        return changes.make(account, change -> {
            Set<MessageRef> done = new HashSet<>();
            Set<MessageRef> changed = new HashSet<>();
            requireAny(account, messages).forEach((box, entries) -> {
                var newer = entries.values().stream()
                        .filter(entry -> since != null && entry.modSeq() > since.value())
                        .map(Rows.Entry::uid)
                        .toList();
                changed.addAll(newer.stream().map(box::ref).toList());
                entries.keySet().removeAll(newer);
                mark(change, box, entries.values(), set, clear);
                done.addAll(refs(box, entries));
            });
            return new Flagged(done, changed);
        });
    }

    private void mark(Change change, Box box, Collection<Rows.Entry> entries, Set<Flag> set, Set<Flag> clear) {
        List<Object[]> updates = new ArrayList<>();
        List<Long> uids = new ArrayList<>();
        long unread = 0;
        for (var entry : entries) {
            Set<Flag> flags = new HashSet<>(entry.message().flags());
            flags.addAll(set);
            flags.removeAll(clear);
            if (!flags.equals(entry.message().flags())) {
                unread += (flags.contains(Flag.SEEN) ? 0 : 1) - (entry.message().isUnread() ? 1 : 0);
                uids.add(entry.uid());
                updates.add(new Object[] {
                    flags.contains(Flag.SEEN),
                    flags.contains(Flag.FLAGGED),
                    FlagText.of(flags),
                    change.modSeq(),
                    box.id(),
                    entry.uid()
                });
            }
        }
        if (!uids.isEmpty()) {
            database.batchUpdate(
                    "UPDATE store_entry SET seen = ?, flagged = ?, flags = ?, modseq = ? WHERE mailbox_id = ? AND uid = ?",
                    updates);
            boxes.count(box, change.modSeq(), 0, unread);
            change.say(new Line.Marked(
                    change.modSeq(), box.uidValidity().value(), uids, FlagText.of(set), FlagText.of(clear)));
        }
    }

    List<Moved> move(AccountId account, List<MessageRef> messages, MailboxName destination) {
        return changes.make(account, change -> {
            List<Moved> moved = new ArrayList<>();
            requireAny(account, messages).forEach((box, entries) -> {
                moved.addAll(put(change, box, entries, destination));
                take(change, box, entries.values());
            });
            return moved;
        });
    }

    List<Moved> copy(AccountId account, List<MessageRef> messages, MailboxName destination) {
        return changes.make(account, change -> {
            List<Moved> copied = new ArrayList<>();
            requireAny(account, messages)
                    .forEach((box, entries) -> copied.addAll(put(change, box, entries, destination)));
            return copied;
        });
    }

    private List<Moved> put(Change change, Box from, Map<Long, Rows.Entry> entries, MailboxName destination) {
        var to = boxes.require(change.account(), destination);
        var messages = entries.values().stream().map(Rows.Entry::message).toList();
        var places = entering.place(change, to, messages);
        List<Moved> moved = new ArrayList<>();
        int index = 0;
        for (var uid : entries.keySet()) {
            moved.add(new Moved(from.ref(uid), to.ref(places.get(index++).uid())));
        }
        return moved;
    }

    List<MessageRef> delete(AccountId account, List<MessageRef> messages) {
        return changes.make(account, change -> {
            List<MessageRef> removed = new ArrayList<>();
            requireAny(account, messages).forEach((box, entries) -> {
                remove(change, box, entries.values());
                removed.addAll(refs(box, entries));
            });
            return removed;
        });
    }

    /** Some at a time, so that nobody else has to wait until all are gone. */
    long empty(AccountId account, MailboxName mailbox) {
        var box = boxes.require(account, mailbox);
        var uids = uids(box);
        long removed = 0;
        for (int start = 0; start < uids.size(); start += AT_ONCE) {
            var some = uids.subList(start, Math.min(uids.size(), start + AT_ONCE));
            removed += Objects.requireNonNull(changes.make(account, change -> remove(change, box, some)));
        }
        return removed;
    }

    private List<Long> uids(Box box) {
        return rows.members(box, Condition.of("1 = 1"), "e.uid").stream()
                .map(Rows.Member::uid)
                .toList();
    }

    /** Removes all that is in a mailbox, in the transaction of a change. */
    long remove(Change change, Box box) {
        return remove(change, box, uids(box));
    }

    private int remove(Change change, Box box, List<Long> uids) {
        var entries = new TreeMap<>(rows.entries(box, uids));
        if (!entries.isEmpty()) {
            remove(change, box, entries.values());
        }
        return entries.size();
    }

    private void remove(Change change, Box box, Collection<Rows.Entry> entries) {
        take(change, box, entries);
        database.batchUpdate(
                """
                DELETE FROM store_message WHERE id = ?
                AND NOT EXISTS (SELECT 1 FROM store_entry e WHERE e.message_id = store_message.id)""",
                entries.stream()
                        .map(entry -> new Object[] {entry.message().number()})
                        .toList());
    }

    /** Takes messages out of a mailbox; they may lie in another. */
    private void take(Change change, Box box, Collection<Rows.Entry> entries) {
        var unread =
                entries.stream().filter(entry -> entry.message().isUnread()).count();
        database.batchUpdate(
                "DELETE FROM store_entry WHERE mailbox_id = ? AND uid = ?",
                entries.stream()
                        .map(entry -> new Object[] {box.id(), entry.uid()})
                        .toList());
        database.batchUpdate(
                "INSERT INTO store_expunged (mailbox_id, uid, modseq) VALUES (?, ?, ?)",
                entries.stream()
                        .map(entry -> new Object[] {box.id(), entry.uid(), change.modSeq()})
                        .toList());
        boxes.count(box, change.modSeq(), -entries.size(), -unread);
        change.say(new Line.Removed(
                change.modSeq(),
                box.uidValidity().value(),
                entries.stream().map(Rows.Entry::uid).toList()));
    }

    /** Those that are there, lowest UID first, by their mailboxes. */
    private Map<Box, Map<Long, Rows.Entry>> requireAny(AccountId account, List<MessageRef> messages) {
        var found = byBox(account, messages).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> entries(one.getKey(), one.getValue())));
        found.values().removeIf(Map::isEmpty);
        if (found.isEmpty()) {
            throw new MailFailure.MessageGone();
        }
        return found;
    }

    private Map<Long, Rows.Entry> entries(Box box, List<MessageRef> refs) {
        return new TreeMap<>(rows.entries(
                box,
                refs.stream().map(MessageRef::uid).map(Uid::value).distinct().toList()));
    }

    private Map<Box, List<MessageRef>> byBox(AccountId account, List<MessageRef> messages) {
        Map<Box, List<MessageRef>> byBox = new LinkedHashMap<>();
        messages.stream().collect(Collectors.groupingBy(MessageRef::mailbox)).forEach((name, refs) -> {
            var box = box(account, refs.getFirst());
            if (refs.stream().anyMatch(ref -> !ref.uidValidity().equals(box.uidValidity()))) {
                throw new MailFailure.MailboxReset();
            }
            byBox.put(box, refs);
        });
        return byBox;
    }

    private static List<MessageRef> refs(Box box, Map<Long, Rows.Entry> entries) {
        return entries.keySet().stream().map(box::ref).toList();
    }
}
