package io.lettergate.collecting;

import io.lettergate.mail.Uidl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each message of a listing the row of the ledger that it is. Where its name alone does not tell, the header
 * does: the same name for two messages, a name that comes back, or new names for all.
 */
public final class Comparison {

    /** Above one in so many, what is missing is more than somebody tidying up. */
    private static final int ONE_IN = 5;

    private final List<Row> rows;
    private final List<Seen> seen;
    private final Map<Uidl, List<Row>> named;
    private final Map<Uidl, List<Seen>> listed;
    private final boolean everyHeading;
    private final boolean isRenamed;

    /**
     * Compares a listing to the ledger.
     *
     * @param everyHeading whether the headers of all new messages are wanted anyway
     * @param hides whether the server hides what was collected, so that nothing can be told from what is missing
     */
    Comparison(List<Row> rows, List<Seen> seen, boolean everyHeading, boolean hides) {
        this.rows = List.copyOf(rows);
        this.seen = List.copyOf(seen);
        this.everyHeading = everyHeading;
        named = rows.stream().collect(Collectors.groupingBy(Row::uidl));
        listed = seen.stream().collect(Collectors.groupingBy(Seen::uidl, LinkedHashMap::new, Collectors.toList()));
        isRenamed = !hides && isRenamed();
    }

    /** Of which messages of the listing the header is needed. */
    public Set<Integer> doubtful() {
        Set<Integer> doubtful = new TreeSet<>();
        listed.forEach((uidl, messages) -> {
            if (isDoubtful(messages, named.getOrDefault(uidl, List.of()))) {
                messages.forEach(message -> doubtful.add(message.number()));
            }
        });
        return doubtful;
    }

    private boolean isDoubtful(List<Seen> messages, List<Row> known) {
        if (known.isEmpty()) {
            return messages.size() > 1 || isRenamed || everyHeading;
        }
        return !isPlain(messages, known);
    }

    /** One message of this name is listed, one is known and there, and nothing speaks against their being the same. */
    private static boolean isPlain(List<Seen> messages, List<Row> known) {
        return messages.size() == 1 && plain(messages.getFirst(), known).isPresent();
    }

    private static Optional<Row> plain(Seen message, List<Row> known) {
        var live = known.stream().filter(Row::isLive).toList();
        var isOne = live.size() == 1
                && known.stream()
                        .noneMatch(row ->
                                !row.isLive() && row.ordinal() > live.getFirst().ordinal());
        return isOne
                        && (live.getFirst().size() == message.size()
                                || live.getFirst().headerDigest() == null)
                ? Optional.of(live.getFirst())
                : Optional.empty();
    }

    /** More than a few known names are missing while there are new ones, or about as many are new as were missing before. */
    private boolean isRenamed() {
        var isNew = listed.keySet().stream()
                .filter(uidl -> !named.containsKey(uidl))
                .count();
        var there = rows.stream().filter(Row::isThere).count();
        var unlisted = rows.stream()
                .filter(row -> row.isLive() && !listed.containsKey(row.uidl()))
                .toList();
        var missing = unlisted.stream().filter(Row::isThere).count();
        var isMuch = missing * ONE_IN > there || (!unlisted.isEmpty() && isNew * ONE_IN >= unlisted.size());
        return isNew > 0 && isMuch;
    }

    int size() {
        return seen.size();
    }

    /** The name of the last message, by which the server can be asked whether another one came. */
    @Nullable
    Uidl last() {
        return seen.stream()
                .max(Comparator.comparingInt(Seen::number))
                .map(Seen::uidl)
                .orElse(null);
    }

    Matched match(Map<Integer, Heading> headings) {
        Map<Row, Seen> same = new LinkedHashMap<>();
        List<Fresh> fresh = new ArrayList<>();
        listed.forEach((uidl, messages) -> match(uidl, messages, headings, same, fresh));
        var missing = rows.stream()
                .filter(row -> row.isLive() && !same.containsKey(row))
                .toList();
        return renamed(same, fresh, missing, headings);
    }

    private void match(
            Uidl uidl, List<Seen> messages, Map<Integer, Heading> headings, Map<Row, Seen> same, List<Fresh> fresh) {
        var known = named.getOrDefault(uidl, List.of());
        if (isPlain(messages, known)) {
            same.put(plain(messages.getFirst(), known).orElseThrow(), messages.getFirst());
            return;
        }
        List<Row> free = new ArrayList<>(known);
        free.sort(Comparator.comparing(Row::isLive).reversed().thenComparingInt(Row::ordinal));
        var ordinal = known.stream().mapToInt(Row::ordinal).max().orElse(-1) + 1;
        for (var message : messages) {
            var row = like(message, headings.get(message.number()), free);
            if (row.isPresent()) {
                free.remove(row.get());
                same.put(row.get(), message);
            } else {
                fresh.add(new Fresh(message, ordinal++, messages.size() > 1));
            }
        }
    }

    private static Optional<Row> like(Seen message, @Nullable Heading heading, List<Row> known) {
        return known.stream().filter(row -> isLike(row, message, heading)).findFirst();
    }

    /** A name that comes back after its message was gone proves nothing by itself. */
    private static boolean isLike(Row row, Seen message, @Nullable Heading heading) {
        var isOfThatSize = row.size() == message.size();
        return (row.headerDigest() == null || heading == null)
                ? row.isLive() && isOfThatSize
                : row.headerDigest().equals(heading.digest()) && (row.isLive() || isOfThatSize);
    }

    /** Gives rows whose name is gone to new names with the same header and size. */
    private static Matched renamed(
            Map<Row, Seen> same, List<Fresh> fresh, List<Row> missing, Map<Integer, Heading> headings) {
        Map<Likeness, List<Row>> orphans = new HashMap<>();
        missing.stream()
                .filter(row -> row.headerDigest() != null)
                .forEach(row -> orphans.computeIfAbsent(
                                new Likeness(String.valueOf(row.headerDigest()), row.size()), key -> new ArrayList<>())
                        .add(row));
        Map<Row, Fresh> renamed = new LinkedHashMap<>();
        List<Fresh> left = new ArrayList<>();
        for (var one : fresh) {
            var heading = headings.get(one.seen().number());
            var alike = heading == null
                    ? null
                    : orphans.get(new Likeness(heading.digest(), one.seen().size()));
            if (alike == null || alike.isEmpty()) {
                left.add(one);
            } else {
                renamed.put(alike.removeFirst(), one);
            }
        }
        Set<Row> found = new HashSet<>(renamed.keySet());
        return new Matched(
                same, left, missing.stream().filter(row -> !found.contains(row)).toList(), renamed);
    }

    private record Likeness(String digest, long size) {}

    /** A message that no row stands for. */
    record Fresh(Seen seen, int ordinal, boolean twin) {}

    /**
     * What the comparison found.
     *
     * @param same which message of the listing is which row
     * @param missing rows that should be there and are not
     * @param renamed rows whose message has another name now
     */
    record Matched(Map<Row, Seen> same, List<Fresh> fresh, List<Row> missing, Map<Row, Fresh> renamed) {}
}
