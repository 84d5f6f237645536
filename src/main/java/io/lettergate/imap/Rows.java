package io.lettergate.imap;

import io.lettergate.imap.cache.CachedRow;
import io.lettergate.imap.cache.MailboxRows;
import io.lettergate.imap.cache.Marks;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Part;
import io.lettergate.mail.Uid;
import io.lettergate.mime.Bodies;
import io.lettergate.mime.MessageHeader;
import io.lettergate.mime.Preview;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;

/**
 * Gives rows of a list: what never changes from the cache where it is known, flags always from the server. A row the
 * server's answer leaves out is asked for once more alone; what then is missing still gets a placeholder.
 */
final class Rows {

    private static final int AT_ONCE = 500;
    private static final String MARKS = "UID FLAGS";
    private static final String BARE = "UID FLAGS INTERNALDATE RFC822.SIZE";
    private static final String HEADER = " BODY.PEEK[HEADER.FIELDS (" + String.join(" ", Fetched.HEADER_FIELDS) + ")]";
    private static final String ITEMS = BARE + " BODYSTRUCTURE" + HEADER;
    /** What to ask for when an answer was missing or garbled, less each time: structures are garbled most often. */
    private static final List<String> LESS = List.of(BARE + HEADER, BARE, "UID");

    private final ImapWire wire;
    private final Selected selected;
    private final MailboxRows cache;

    Rows(ImapWire wire, Selected selected, MailboxRows cache) {
        this.wire = wire;
        this.selected = selected;
        this.cache = cache;
    }

    /**
     * The rows with these sequence numbers, newest first.
     *
     * @param likelyKnown whether to ask for flags first, and then for what the cache lacks; else all comes at once
     */
    List<MessageSummary> between(long first, long last, boolean likelyKnown) {
        var told = fetch("FETCH", first + ":" + last, likelyKnown ? MARKS : ITEMS);
        for (long sequence = first; sequence <= last && told.size() < last - first + 1; sequence++) {
            var missing = sequence;
            if (told.values().stream().noneMatch(row -> row.sequence() == missing)) {
                told.putAll(alone("FETCH", missing));
            }
        }
        var rows = summaries(told);
        return told.keySet().stream()
                .sorted((one, other) -> other.compareTo(one))
                .map(rows::get)
                .toList();
    }

    /** The rows with these UIDs that are still there, in this order. */
    List<MessageSummary> of(List<Uid> uids) {
        if (uids.isEmpty()) {
            return List.of();
        }
        var unknown = new HashSet<>(uids);
        unknown.removeAll(cache.rows(uids).keySet());
        var likelyKnown = unknown.size() * 2 <= uids.size();
        var told = fetch("UID FETCH", UidSet.of(uids).toString(), likelyKnown ? MARKS : ITEMS);
        for (var uid : uids) {
            if (!told.containsKey(uid)) {
                told.putAll(alone("UID FETCH", uid.value()));
            }
        }
        told.keySet().retainAll(List.copyOf(uids));
        var rows = summaries(told);
        return uids.stream().distinct().map(rows::get).filter(Objects::nonNull).toList();
    }

    /** What never changes about these messages, asking for what the cache lacks, but not for previews. */
    Map<Uid, CachedRow> known(List<Uid> uids) {
        Map<Uid, CachedRow> known = new HashMap<>(cache.rows(uids));
        var lacking = uids.stream().filter(uid -> !known.containsKey(uid)).toList();
        for (int start = 0; start < lacking.size(); start += AT_ONCE) {
            var some = lacking.subList(start, Math.min(lacking.size(), start + AT_ONCE));
            Map<Uid, CachedRow> fresh = new HashMap<>();
            fetch("UID FETCH", UidSet.of(some).toString(), ITEMS).forEach((uid, row) -> {
                if (hasRow(row)) {
                    fresh.put(uid, row(row));
                }
            });
            cache.keep(fresh);
            known.putAll(fresh);
        }
        known.keySet().retainAll(new HashSet<>(uids));
        return known;
    }

    /** One message that an answer for many left out or garbled: as much as the server tells of it at all. */
    private Map<Uid, Fetched> alone(String command, long number) {
        for (var items : LESS) {
            var told = fetch(command, Long.toString(number), items);
            if (!told.isEmpty()) {
                return told;
            }
        }
        return Map.of();
    }

    private Map<Uid, Fetched> fetch(String command, String set, String items) {
        var modSeq = selected.hasModSeq() ? " MODSEQ" : "";
        var preview = items.equals(ITEMS) && wire.hasCapability("PREVIEW") ? " PREVIEW" : "";
        var doubtful = selected.doubts();
        var answers = wire.run(command, new Argument().writeAtom(set + " (" + items + modSeq + preview + ")"));
        Map<Uid, Fetched> rows = new TreeMap<>();
        answers.all("FETCH").map(Fetched::read).forEach(row -> row.uid().ifPresent(uid -> rows.put(uid, row)));
        selected.doubts(doubtful || rows.values().stream().anyMatch(row -> selected.isNews(row.modSeq())));
        return answers.completion().isOK() || LESS.contains(items) ? rows : new TreeMap<>();
    }

    /** Completes what the server told by what is known, and by what it takes to ask for. */
    private Map<Uid, MessageSummary> summaries(Map<Uid, Fetched> told) {
        Map<Uid, CachedRow> rows = new HashMap<>(cache.rows(told.keySet()));
        var lacking = told.keySet().stream()
                .filter(uid -> hasMarksOnly(told.get(uid)) && !isWhole(rows.get(uid)))
                .toList();
        complete(told, lacking);
        clear(told, rows.keySet());
        Map<Uid, CachedRow> fresh = new HashMap<>();
        told.forEach((uid, row) -> {
            if (hasRow(row) && !isWhole(rows.get(uid))) {
                fresh.put(uid, row(row));
            }
        });
        new Snippets(wire).addTo(fresh);
        cache.keep(fresh);
        rows.putAll(fresh);
        Map<Uid, Marks> marks = new HashMap<>();
        told.forEach((uid, row) -> marks.put(uid, row.marks()));
        cache.mark(marks);
        Map<Uid, MessageSummary> summaries = new HashMap<>();
        told.forEach((uid, row) -> summaries.put(uid, summary(ref(uid), row, rows.get(uid))));
        return summaries;
    }

    private void complete(Map<Uid, Fetched> told, List<Uid> lacking) {
        if (lacking.isEmpty()) {
            return;
        }
        var found = fetch("UID FETCH", UidSet.of(lacking).toString(), ITEMS);
        for (var uid : lacking) {
            var bare = told.get(uid);
            if (!found.containsKey(uid) && hasMarksOnly(bare)) {
                found.putAll(alone("UID FETCH", uid.value()));
            }
            var row = found.get(uid);
            if (row != null) {
                told.put(uid, row);
            }
        }
    }

    /** Asks again for what was garbled before its header came. */
    private void clear(Map<Uid, Fetched> told, Set<Uid> known) {
        for (var uid : List.copyOf(told.keySet())) {
            var row = told.get(uid);
            if (row != null && isGarbled(row) && !known.contains(uid)) {
                var again = alone("UID FETCH", uid.value()).get(uid);
                told.put(uid, again == null ? row : again);
            }
        }
    }

    private static boolean isGarbled(Fetched row) {
        return !hasRow(row) && (!row.complete() || row.item("BODYSTRUCTURE") != null);
    }

    private static boolean hasMarksOnly(@Nullable Fetched row) {
        return row != null && row.item("RFC822.SIZE") == null && !hasRow(row);
    }

    private static boolean hasRow(@Nullable Fetched row) {
        return row != null && row.itemLike("BODY[HEADER").isPresent();
    }

    private static boolean isWhole(@Nullable CachedRow row) {
        return row != null && row.preview() != null;
    }

    private MessageRef ref(Uid uid) {
        return new MessageRef(selected.name(), selected.uidValidity(), uid);
    }

    private static MessageSummary summary(MessageRef ref, Fetched told, @Nullable CachedRow row) {
        return row == null ? placeholder(ref, told) : Memory.summary(ref, row, told.marks());
    }

    static MessageSummary placeholder(MessageRef ref, Fetched told) {
        var structure = structure(told);
        return new MessageSummary(
                ref,
                Envelope.unknown(),
                told.flags(),
                told.receivedAt(),
                told.size(),
                structure != null && Bodies.of(structure).holdFiles(),
                "",
                false,
                told.modSeq());
    }

    static @Nullable Part structure(Fetched row) {
        var structure = row.item("BODYSTRUCTURE");
        return structure == null ? null : Structure.read(structure);
    }

    /** What a FETCH answer tells; its preview is absent where the server has no PREVIEW (RFC 8970), or gives none. */
    static CachedRow row(Fetched row) {
        var header = row.itemLike("BODY[HEADER").map(Value::asOctets);
        return new CachedRow(
                row.receivedAt(),
                row.size(),
                header.map(octets -> MessageHeader.read(octets).envelope()).orElseGet(Envelope::unknown),
                Optional.ofNullable(row.item("PREVIEW"))
                        .filter(preview -> !preview.isNil())
                        .map(value -> new String(value.asOctets(), StandardCharsets.UTF_8))
                        .map(words -> Preview.of(words, false))
                        .orElse(null),
                structure(row));
    }

    /** Rows that the cache holds and this page of neighbours does not have are of messages that are gone. */
    void forgetOthers(Collection<MessageSummary> neighbours) {
        var uids = new ArrayList<>(
                neighbours.stream().map(row -> row.ref().uid()).sorted().toList());
        if (!uids.isEmpty()) {
            cache.removeOthersBetween(uids.getFirst(), uids.getLast(), uids);
        }
    }
}
