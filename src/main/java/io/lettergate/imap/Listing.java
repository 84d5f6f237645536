package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Uid;
import io.lettergate.mailbox.Cursor;
import io.lettergate.mailbox.Cursor.Direction;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;

/**
 * Lists a mailbox newest first. All messages are paged by sequence number, which costs the same in a mailbox of any
 * size; a choice of them by UID SEARCH (RFC 9051 §6.4.4).
 */
final class Listing {

    private final ImapWire wire;
    private final Selected selected;
    private final MessageQuery query;

    Listing(ImapWire wire, Selected selected, MessageQuery query) {
        this.wire = wire;
        this.selected = selected;
        this.query = query;
    }

    MessagePage page() {
        var cursor = query.cursor();
        if (cursor != null && !cursor.uidValidity().equals(selected.uidValidity())) {
            throw new MailFailure.MailboxReset();
        }
        return query.isPlain() ? bySequence(cursor) : bySearch(cursor);
    }

    private MessagePage bySequence(@Nullable Cursor cursor) {
        var total = selected.messages();
        long last = total;
        if (cursor != null) {
            last = cursor.direction() == Direction.OLDER
                    ? notAbove(cursor.uid().value() - 1)
                    : Math.min(notAbove(cursor.uid().value()) + query.limit(), total);
        }
        var first = Math.max(1, last - query.limit() + 1);
        if (last < 1) {
            return page(List.of(), total, false, total > 0, cursor);
        }
        var rows = new Rows(wire, selected).between(first, last);
        return page(rows, total, first > 1, last < total, cursor);
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
        return searched(wire.ask("SEARCH", new Argument().writeAtom("UID 1:" + uid))).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private MessagePage bySearch(@Nullable Cursor cursor) {
        var found = new ArrayList<>(searched(wire.ask("UID SEARCH", criteria())));
        found.sort(Collections.reverseOrder());
        int start = 0;
        if (cursor != null) {
            var uid = cursor.uid().value();
            start = cursor.direction() == Direction.OLDER
                    ? (int) found.stream().filter(other -> other >= uid).count()
                    : Math.max(
                            0, (int) found.stream().filter(other -> other > uid).count() - query.limit());
        }
        var end = Math.min(found.size(), start + query.limit());
        var uids = found.subList(start, end).stream().map(Uid::new).toList();
        var rows = new Rows(wire, selected).of(uids);
        return page(rows, found.size(), end < found.size(), start > 0, cursor);
    }

    private Argument criteria() {
        var words = query.words();
        var ascii = words == null || StandardCharsets.US_ASCII.newEncoder().canEncode(words);
        var arguments = new Argument();
        if (!ascii) {
            arguments.writeAtom("CHARSET UTF-8");
        }
        query.filters().stream()
                .sorted()
                .forEach(filter -> arguments.writeAtom(
                        switch (filter) {
                            case UNREAD -> "UNSEEN";
                            case FLAGGED -> "FLAGGED";
                        }));
        if (words != null) {
            arguments.writeAtom("TEXT").writeString(words, StandardCharsets.UTF_8);
        }
        return arguments;
    }

    private static List<Long> searched(Answers answers) {
        return answers.all("SEARCH")
                .flatMap(answer -> answer.values().all().stream())
                .map(Value::asNumber)
                .filter(number -> number >= 1 && number <= 0xFFFF_FFFFL)
                .distinct()
                .toList();
    }

    private MessagePage page(
            List<MessageSummary> rows, long total, boolean hasOlder, boolean hasNewer, @Nullable Cursor cursor) {
        if (rows.isEmpty()) {
            return new MessagePage(rows, total, null, hasNewer && cursor != null ? back(cursor) : null);
        }
        return new MessagePage(
                rows,
                total,
                hasOlder ? cursor(Direction.OLDER, rows.getLast()) : null,
                hasNewer ? cursor(Direction.NEWER, rows.getFirst()) : null);
    }

    /** From an empty page at the end, the way back begins at its own cursor. */
    private static Cursor back(Cursor cursor) {
        return new Cursor(Direction.NEWER, cursor.uidValidity(), cursor.uid());
    }

    private Cursor cursor(Direction direction, MessageSummary row) {
        return new Cursor(direction, selected.uidValidity(), row.ref().uid());
    }
}
