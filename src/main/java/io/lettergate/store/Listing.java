package io.lettergate.store;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.ConversationCount;
import io.lettergate.mailbox.Cursor;
import io.lettergate.mailbox.Cursor.Direction;
import io.lettergate.mailbox.ListVersion;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of a mailbox. In the order of arrival, pages begin at a key, so that one costs the same in a mailbox of any size;
 * in another order, or where conversations count, by the place that the cursor's message has in all that is listed.
 */
final class Listing {

    private static final Condition ALL = Condition.of("1 = 1");

    private final Rows rows;
    private final WordIndex words;
    private final Box box;
    private final MessageQuery query;

    Listing(Rows rows, WordIndex words, Box box, MessageQuery query) {
        this.rows = rows;
        this.words = words;
        this.box = box;
        this.query = query;
    }

    /** The page, or nothing where it is of a version that the caller knows. */
    Optional<MessagePage> page(Predicate<ListVersion> known) {
        var cursor = query.cursor();
        if (cursor != null && !cursor.uidValidity().equals(box.uidValidity())) {
            throw new MailFailure.MailboxReset();
        }
        var version = new ListVersion(box.uidValidity().value() + "." + box.modSeq());
        if (known.test(version)) {
            return Optional.empty();
        }
        var page = query.sort().isArrival() && !query.collapsed() ? byKey(cursor) : byPlace(cursor);
        return Optional.of(page.with(version));
    }

    private Condition condition() {
        var condition = ALL;
        for (var filter : query.filters()) {
            condition = condition.and(Condition.of(
                    switch (filter) {
                        case UNREAD -> "NOT e.seen";
                        case FLAGGED -> "e.flagged";
                        case ATTACHMENTS -> "m.has_attachment";
                    }));
        }
        return query.words() == null ? condition : condition.and(words.finding("e.message_id", query.words()));
    }

    private MessagePage byKey(@Nullable Cursor cursor) {
        var condition = condition();
        var down = query.sort().descending();
        var back = cursor != null && cursor.direction() == Direction.NEWER;
        var lower = down != back;
        var reached = cursor == null
                ? condition
                : condition.and(Condition.of(
                        lower ? "e.uid < ?" : "e.uid > ?", cursor.uid().value()));
        var found = rows.some(box, reached, lower ? "e.uid DESC" : "e.uid", query.limit() + 1);
        var more = found.size() > query.limit();
        var page = more ? found.subList(0, query.limit()) : found;
        var total = query.isPlain() ? box.messages() : rows.count(box, condition);
        if (page.isEmpty()) {
            return new MessagePage(page, total, null, back(cursor, condition), null);
        }
        var inOrder = back ? page.reversed() : page;
        var hasMoreBehind = cursor != null && isAny(condition, inOrder, !back, down);
        return new MessagePage(
                inOrder,
                total,
                (back ? hasMoreBehind : more) ? at(Direction.OLDER, inOrder.getLast(), 0) : null,
                (back ? more : hasMoreBehind) ? at(Direction.NEWER, inOrder.getFirst(), 0) : null,
                null);
    }

    /** Whether the list goes on before its first row, or behind its last. */
    private boolean isAny(Condition condition, List<MessageSummary> page, boolean before, boolean down) {
        var row = before ? page.getFirst() : page.getLast();
        var higher = before == down;
        var beyond =
                Condition.of(higher ? "e.uid > ?" : "e.uid < ?", row.ref().uid().value());
        return !rows.some(box, condition.and(beyond), "e.uid", 1).isEmpty();
    }

    /** From an empty page at the end, the way back begins at its own cursor. */
    private @Nullable Cursor back(@Nullable Cursor cursor, Condition condition) {
        return cursor == null || rows.some(box, condition, "e.uid", 1).isEmpty()
                ? null
                : new Cursor(Direction.NEWER, cursor.uidValidity(), cursor.uid(), cursor.position());
    }

    private MessagePage byPlace(@Nullable Cursor cursor) {
        var condition = condition();
        var all = rows.members(box, condition, order());
        var listed = query.collapsed() ? newest(all) : all;
        int start = cursor == null ? 0 : start(listed, cursor);
        int end = Math.min(listed.size(), start + query.limit());
        var wanted = listed.subList(start, end).stream().map(Rows.Member::uid).toList();
        var found = rows.of(box, wanted);
        var page = new MessagePage(
                found,
                listed.size(),
                end < listed.size() && !found.isEmpty() ? at(Direction.OLDER, found.getLast(), end) : null,
                start > 0 ? before(found, cursor, start) : null,
                null);
        return query.collapsed() ? page.with(counts(listed.subList(start, end))) : page;
    }

    private @Nullable Cursor before(List<MessageSummary> found, @Nullable Cursor cursor, int start) {
        return found.isEmpty()
                ? cursor == null ? null : at(Direction.NEWER, cursor)
                : at(Direction.NEWER, found.getFirst(), start + 1);
    }

    private static Cursor at(Direction direction, Cursor cursor) {
        return new Cursor(direction, cursor.uidValidity(), cursor.uid(), cursor.position());
    }

    private Cursor at(Direction direction, MessageSummary row, int position) {
        return new Cursor(direction, box.uidValidity(), row.ref().uid(), position);
    }

    private String order() {
        var down = query.sort().descending() ? " DESC" : "";
        var key = switch (query.sort().key()) {
            case RECEIVED -> "";
            case SENT -> "m.sent_at" + down + ", ";
            case FROM -> "m.sender_key" + down + ", ";
            case TO -> "m.recipient_key" + down + ", ";
            case SUBJECT -> "m.subject_key" + down + ", ";
            case SIZE -> "m.size" + down + ", ";
        };
        return key + "e.uid" + down;
    }

    /** The newest of each conversation, in the order of the list. */
    private static List<Rows.Member> newest(List<Rows.Member> all) {
        Map<Long, Long> newest = new HashMap<>();
        all.forEach(member -> newest.merge(member.thread(), member.uid(), Math::max));
        var uids = new HashSet<>(newest.values());
        return all.stream().filter(member -> uids.contains(member.uid())).toList();
    }

    private Map<MessageRef, ConversationCount> counts(List<Rows.Member> shown) {
        if (shown.isEmpty()) {
            return Map.of();
        }
        Set<Long> threads = shown.stream().map(Rows.Member::thread).collect(Collectors.toSet());
        var marks = threads.stream().map(thread -> "?").collect(Collectors.joining(", "));
        var condition = new Condition("m.thread IN (" + marks + ")", new ArrayList<>(threads));
        var members =
                rows.members(box, condition, "e.uid").stream().collect(Collectors.groupingBy(Rows.Member::thread));
        Map<MessageRef, ConversationCount> counts = new HashMap<>();
        shown.forEach(one -> {
            var family = members.getOrDefault(one.thread(), List.of(one));
            var unread = family.stream().filter(member -> !member.seen()).count();
            counts.put(box.ref(one.uid()), new ConversationCount(family.size(), (int) unread));
        });
        return counts;
    }

    private int start(List<Rows.Member> listed, Cursor cursor) {
        var here = here(listed, cursor);
        var start = cursor.direction() == Direction.OLDER ? here + 1L : (long) here - query.limit();
        return Math.clamp(start, 0, listed.size());
    }

    /** Where the cursor's message stands now; where it is gone, just before the one that took its place. */
    private static int here(List<Rows.Member> listed, Cursor cursor) {
        for (int index = 0; index < listed.size(); index++) {
            if (listed.get(index).uid() == cursor.uid().value()) {
                return index;
            }
        }
        return (int) Math.min(
                Math.max(0, cursor.position() - (cursor.direction() == Direction.OLDER ? 2 : 1)), listed.size());
    }
}
