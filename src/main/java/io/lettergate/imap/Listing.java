package io.lettergate.imap;

import io.lettergate.imap.cache.MailboxRows;
import io.lettergate.imap.cache.MailboxRows.Entered;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Uid;
import io.lettergate.mailbox.Cursor;
import io.lettergate.mailbox.Cursor.Direction;
import io.lettergate.mailbox.ListVersion;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;

/**
 * Lists a mailbox. All messages as they arrived are paged by sequence number, which costs the same in a mailbox of any
 * size; a choice of them, or another order, by what {@link Finding} finds.
 */
final class Listing {

    private final ImapWire wire;
    private final Selected selected;
    private final MessageQuery query;
    private final Memory memory;
    private final MailboxRows cache;
    private final Rows rows;
    private final Entered entered;

    Listing(ImapWire wire, Selected selected, MessageQuery query, Memory memory) {
        this.wire = wire;
        this.selected = selected;
        this.query = query;
        this.memory = memory;
        this.cache = memory.of(selected);
        this.rows = new Rows(wire, selected, cache);
        this.entered = selected.entered(cache);
    }

    /** The page, or nothing where it is of a version that the caller knows. */
    Optional<MessagePage> page(Predicate<ListVersion> known) {
        var cursor = query.cursor();
        if (cursor != null && !cursor.uidValidity().equals(selected.uidValidity())) {
            throw new MailFailure.MailboxReset();
        }
        var comparing = new Comparing(wire, selected, cache);
        if (comparing.isDue(entered)) {
            comparing.run();
            selected.compared();
        }
        var before = version();
        if (before != null && known.test(before)) {
            return Optional.empty();
        }
        var page = query.isPlain() ? bySequence(cursor) : byOrder(cursor);
        var version = Objects.requireNonNullElseGet(version(), () -> Looks.of(selected, page));
        return known.test(version) ? Optional.empty() : Optional.of(page.with(version));
    }

    /** What the server says of the whole mailbox, and how many there are, as not every server counts removals. */
    private @Nullable ListVersion version() {
        var modSeq = selected.version();
        return modSeq == null
                ? null
                : new ListVersion(selected.uidValidity().value() + "." + entered.era() + "." + modSeq.value() + "."
                        + selected.messages());
    }

    private MessagePage bySequence(@Nullable Cursor cursor) {
        var total = selected.messages();
        var span = query.sort().descending() ? downwards(cursor, total) : upwards(cursor, total);
        if (span.isEmpty()) {
            return page(List.of(), total, false, total > 0 && cursor != null, 0);
        }
        var newest = span.last() == total;
        var found = rows.between(span.first(), span.last(), isLikelyKnown(newest, cursor));
        rows.forgetOthers(found);
        if (newest) {
            selected.hasNews(false);
            cache.listedUpTo(selected.uidNext());
        }
        var atEnd = query.sort().descending() ? span.first() == 1 : newest;
        var atStart = query.sort().descending() ? newest : span.first() == 1;
        return page(query.sort().descending() ? found : found.reversed(), total, !atEnd, !atStart, 0);
    }

    private Span downwards(@Nullable Cursor cursor, long total) {
        long last = total;
        if (cursor != null) {
            last = cursor.direction() == Direction.OLDER
                    ? notAbove(cursor.uid().value() - 1)
                    : Math.min(notAbove(cursor.uid().value()) + query.limit(), total);
        }
        return new Span(Math.max(1, last - query.limit() + 1), last);
    }

    private Span upwards(@Nullable Cursor cursor, long total) {
        long first = 1;
        if (cursor != null) {
            first = cursor.direction() == Direction.OLDER
                    ? notAbove(cursor.uid().value()) + 1
                    : Math.max(1, notAbove(cursor.uid().value() - 1) - query.limit() + 1);
        }
        return new Span(first, Math.min(total, first + query.limit() - 1));
    }

    /** Whether the rows are most likely in the cache, so that asking for all of them at once would waste more. */
    private boolean isLikelyKnown(boolean newest, @Nullable Cursor cursor) {
        if (newest) {
            return !selected.hasNews() || isAsListed();
        }
        return cursor != null
                && (cursor.direction() == Direction.NEWER || cache.below(cursor.uid(), query.limit()) == query.limit());
    }

    /** Whether nothing came since the newest page was listed last, be it in another session. */
    private boolean isAsListed() {
        return entered.uidNext() > 0
                && entered.uidNext() == selected.uidNext()
                && selected.messages() == selected.messagesAtFirst();
    }

    /** How many messages have a UID up to this one, which is the sequence number of the last of them. */
    private long notAbove(long uid) {
        if (uid < 1 || selected.messages() == 0) {
            return 0;
        }
        var same = wire.run("UID FETCH", new Argument().writeAtom(uid + ":" + (uid + 1) + " (UID)"));
        for (var row : same.all("FETCH").map(Fetched::read).toList()) {
            var found = row.uid().map(Uid::value).orElse(0L);
            if (found == uid) {
                return row.sequence();
            }
            if (found == uid + 1) {
                return row.sequence() - 1;
            }
        }
        return new Searching(wire, selected).countUpTo(uid);
    }

    private MessagePage byOrder(@Nullable Cursor cursor) {
        var finding = new Finding(wire, selected, memory);
        var uids = finding.uids(query);
        var start = cursor == null ? 0 : start(uids, cursor);
        var end = Math.min(uids.length, start + query.limit());
        var wanted = LongStream.of(uids)
                .skip(start)
                .limit((long) end - start)
                .mapToObj(Uid::new)
                .toList();
        var page = page(rows.of(wanted), uids.length, end < uids.length, start > 0, start + 1L);
        return query.collapsed() ? page.with(finding.conversations(wanted)) : page;
    }

    private int start(long[] uids, Cursor cursor) {
        var uid = cursor.uid().value();
        if (query.sort().isArrival()) {
            var down = query.sort().descending();
            var before = LongStream.of(uids)
                    .filter(other -> down ? other > uid : other < uid)
                    .count();
            var withIt = LongStream.of(uids)
                    .filter(other -> down ? other >= uid : other <= uid)
                    .count();
            return (int) (cursor.direction() == Direction.OLDER ? withIt : Math.max(0, before - query.limit()));
        }
        var here = here(uids, cursor);
        return Math.clamp(
                cursor.direction() == Direction.OLDER ? here + 1L : (long) here - query.limit(), 0, uids.length);
    }

    /** Where the cursor's message stands now; where it is gone, just before the one that took its place. */
    private static int here(long[] uids, Cursor cursor) {
        for (int index = 0; index < uids.length; index++) {
            if (uids[index] == cursor.uid().value()) {
                return index;
            }
        }
        return (int) Math.min(
                Math.max(0, cursor.position() - (cursor.direction() == Direction.OLDER ? 2 : 1)), uids.length);
    }

    private MessagePage page(
            List<MessageSummary> found, long total, boolean hasOlder, boolean hasNewer, long position) {
        var cursor = query.cursor();
        if (found.isEmpty()) {
            return new MessagePage(found, total, null, hasNewer && cursor != null ? back(cursor) : null, null);
        }
        var arrival = query.sort().isArrival();
        return new MessagePage(
                found,
                total,
                hasOlder ? cursor(Direction.OLDER, found.getLast(), arrival ? 0 : position + found.size() - 1) : null,
                hasNewer ? cursor(Direction.NEWER, found.getFirst(), arrival ? 0 : position) : null,
                null);
    }

    /** From an empty page at the end, the way back begins at its own cursor. */
    private static Cursor back(Cursor cursor) {
        return new Cursor(Direction.NEWER, cursor.uidValidity(), cursor.uid(), cursor.position());
    }

    private Cursor cursor(Direction direction, MessageSummary row, long position) {
        return new Cursor(direction, selected.uidValidity(), row.ref().uid(), position);
    }

    /** Sequence numbers from one to another, both included. */
    private record Span(long first, long last) {
        boolean isEmpty() {
            return last < first;
        }
    }
}
