package io.lettergate.imap;

import io.lettergate.imap.cache.CachedRow;
import io.lettergate.imap.cache.MailboxRows;
import io.lettergate.mail.Address;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mailbox.ConversationCount;
import io.lettergate.mailbox.Feature;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.MessageQuery.Filter;
import io.lettergate.mime.Bodies;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All UIDs of a list in its order: found and sorted by the server where it can, else by what is known of each message,
 * in a mailbox that is not too large for that. What was found is remembered while the mailbox does not change.
 */
final class Finding {

    private static final String SORT = "sort this folder";

    private final ImapWire wire;
    private final Selected selected;
    private final MailboxRows cache;
    private final ListSettings settings;
    private final Searching searching;
    private final Collapsing collapsing;

    Finding(ImapWire wire, Selected selected, Memory memory) {
        this.wire = wire;
        this.selected = selected;
        this.cache = memory.of(selected);
        this.settings = memory.settings();
        this.searching = new Searching(wire, selected);
        this.collapsing = new Collapsing(wire, selected, memory);
    }

    /** Stops the server where it takes longer than anybody waits. */
    long[] uids(MessageQuery query) {
        var asked = asked(query);
        var version = version();
        var known = version == null ? null : cache.order(asked, version).orElse(null);
        if (known != null) {
            return known;
        }
        if (query.collapsed()) {
            collapsing.prepare();
        }
        var what = query.sort().isArrival() ? "search this folder" : SORT;
        var found = wire.within(settings.patience(), what, () -> find(query));
        var listed = query.collapsed() ? collapsing.newest(found) : found;
        if (version != null && version.equals(version())) {
            cache.keepOrder(asked, version, listed);
        }
        return listed;
    }

    /** How much there is of the conversations that these messages belong to. */
    Map<MessageRef, ConversationCount> conversations(List<Uid> uids) {
        return collapsing.counts(uids);
    }

    private static String asked(MessageQuery query) {
        return query.sort() + " " + query.filters().stream().sorted().toList() + " " + query.words()
                + (query.collapsed() ? " collapsed" : "");
    }

    /**
     * What stands from one position to another in an order that is too large to bring all of it; nothing where it is not,
     * or the server gives no part of it.
     */
    Optional<OrderPart> part(MessageQuery query, long first, long last) {
        var version = version();
        if (query.sort().isArrival()
                || query.collapsed()
                || !sortsByItself()
                || filtersHere(query)
                || selected.messages() <= settings.sortable()
                || (version != null && cache.order(asked(query), version).isPresent())) {
            return Optional.empty();
        }
        return wire.within(settings.patience(), SORT, () -> ServerSort.part(wire, searching, query, first, last));
    }

    private @Nullable String version() {
        var version = selected.version();
        return version == null ? null : version.value() + "." + selected.messages();
    }

    private long[] find(MessageQuery query) {
        if (!query.sort().isArrival() && sortsByItself() && !filtersHere(query)) {
            return ServerSort.sort(wire, searching, query);
        }
        var found = filtered(searched(query), query);
        if (query.sort().isArrival()) {
            return query.sort().descending() ? reversed(found) : found;
        }
        requireSortable(found.length, query);
        return withUnreadable(RowSort.sort(rows(found), query.sort()), found);
    }

    /** What could not be read has no place in any order but the end. */
    private static long[] withUnreadable(long[] sorted, long[] found) {
        if (sorted.length == found.length) {
            return sorted;
        }
        var placed = LongStream.of(sorted).boxed().collect(Collectors.toSet());
        return LongStream.concat(LongStream.of(sorted), LongStream.of(found).filter(uid -> !placed.contains(uid)))
                .toArray();
    }

    boolean sortsByItself() {
        return wire.can(Feature.SORT.name());
    }

    private boolean filtersHere(MessageQuery query) {
        return query.filters().contains(Filter.ATTACHMENTS) && !wire.hasCapability("X-GM-EXT-1");
    }

    private long[] searched(MessageQuery query) {
        if (query.filters().isEmpty() && query.words() == null && !query.sort().isArrival()) {
            requireSortable(selected.messages(), query);
        }
        try {
            return searching.uids(query);
        } catch (Searching.BadCharset asciiOnly) {
            var candidates = searching.uids(Searching.asciiCriteria(query));
            requireSearchable(candidates.length);
            return holding(candidates, Searching.words(query));
        }
    }

    private void requireSortable(long messages, MessageQuery query) {
        if (messages > settings.sortable()) {
            throw new MailFailure.CapabilityMissing(
                    Feature.SORT.word(),
                    "This mail server cannot sort, and a folder with " + messages
                            + " messages is too large to sort here." + " It can be listed by arrival, and not by "
                            + query.sort().key().word() + ".");
        }
    }

    private void requireSearchable(int messages) {
        if (messages > settings.sortable()) {
            throw new MailFailure.CapabilityMissing(
                    "search", "This mail server can search for plain letters only. Please try another word.");
        }
    }

    /** Those in whose row each of the words beyond ASCII stands, as far as a row goes. */
    private long[] holding(long[] candidates, List<String> words) {
        var beyond = words.stream().filter(word -> !Searching.isAscii(word)).toList();
        var rows = rows(candidates);
        return Arrays.stream(candidates)
                .filter(uid -> holds(rows.get(new Uid(uid)), beyond))
                .toArray();
    }

    private static boolean holds(@Nullable CachedRow row, List<String> words) {
        return row != null && words.stream().allMatch(word -> holds(row, word));
    }

    private static boolean hasAttachment(@Nullable CachedRow row) {
        return row != null
                && row.structure() != null
                && Bodies.of(row.structure()).holdFiles();
    }

    private static boolean holds(CachedRow row, String word) {
        var envelope = row.envelope();
        var people = Stream.of(envelope.from(), envelope.to(), envelope.cc())
                .flatMap(List::stream)
                .map(Address::toString);
        return Stream.concat(Stream.of(envelope.subject(), String.valueOf(row.preview())), people)
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)));
    }

    /** What the server takes for attachments is looked at, unless it is too much. */
    private long[] filtered(long[] found, MessageQuery query) {
        if (!filtersHere(query) || found.length > settings.sortable()) {
            return found;
        }
        var rows = rows(found);
        return Arrays.stream(found)
                .filter(uid -> hasAttachment(rows.get(new Uid(uid))))
                .toArray();
    }

    private Map<Uid, CachedRow> rows(long[] uids) {
        return new Rows(wire, selected, cache)
                .known(LongStream.of(uids).mapToObj(Uid::new).toList());
    }

    private static long[] reversed(long[] uids) {
        var reversed = new long[uids.length];
        for (int index = 0; index < uids.length; index++) {
            reversed[index] = uids[uids.length - 1 - index];
        }
        return reversed;
    }
}
