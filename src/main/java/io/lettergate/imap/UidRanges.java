package io.lettergate.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator.OfLong;
import java.util.stream.LongStream;

/**
 * Which UIDs a mailbox has, as ranges: a hundred thousand in a row are one pair of numbers. Immutable, and safe to make
 * from what any server claims.
 */
final class UidRanges {

    static final UidRanges NONE = new UidRanges(new long[0]);
    private static final long HIGHEST = 0xFFFF_FFFFL;

    /** First and last of each range in turn, sorted, with a gap between ranges. */
    private final long[] ends;

    private UidRanges(long[] ends) {
        this.ends = ends;
    }

    /** Reads a set as in {@code 3:5,9} (RFC 9051 §9, sequence-set); empty text is the empty set. */
    static UidRanges parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (var range : text.isBlank() ? new String[0] : text.split(",", -1)) {
            var colon = range.indexOf(':');
            var first = number(colon < 0 ? range : range.substring(0, colon));
            var last = colon < 0 ? first : number(range.substring(colon + 1));
            ranges.add(new Range(Math.min(first, last), Math.max(first, last)));
        }
        return of(ranges);
    }

    static UidRanges of(LongStream uids) {
        return of(new ArrayList<>(
                uids.sorted().mapToObj(uid -> new Range(uid, uid)).toList()));
    }

    private static UidRanges of(List<Range> ranges) {
        ranges.sort((a, b) -> Long.compare(a.first(), b.first()));
        var ends = new long[ranges.size() * 2];
        int used = 0;
        for (var range : ranges) {
            if (used > 0 && range.first() <= ends[used - 1] + 1) {
                ends[used - 1] = Math.max(ends[used - 1], range.last());
            } else {
                ends[used++] = range.first();
                ends[used++] = range.last();
            }
        }
        return new UidRanges(Arrays.copyOf(ends, used));
    }

    private static long number(String text) {
        try {
            var number = Long.parseLong(text.strip());
            if (number >= 1 && number <= HIGHEST) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw new UnreadableException("a set of UIDs with something else in it");
        }
        throw new UnreadableException("a UID that cannot be");
    }

    long count() {
        long count = 0;
        for (int range = 0; range < ends.length; range += 2) {
            count += ends[range + 1] - ends[range] + 1;
        }
        return count;
    }

    boolean contains(long uid) {
        var found = Arrays.binarySearch(ends, uid);
        return found >= 0 || (-found - 1) % 2 == 1;
    }

    UidRanges plus(UidRanges more) {
        List<Range> all = ranges();
        all.addAll(more.ranges());
        return of(all);
    }

    /** Those that the other set does not have. */
    UidRanges minus(UidRanges other) {
        List<Range> left = new ArrayList<>();
        int at = 0;
        for (var range : ranges()) {
            var first = range.first();
            while (at < other.ends.length && other.ends[at + 1] < first) {
                at += 2;
            }
            for (int hole = at; hole < other.ends.length && other.ends[hole] <= range.last(); hole += 2) {
                if (other.ends[hole] > first) {
                    left.add(new Range(first, other.ends[hole] - 1));
                }
                first = Math.max(first, other.ends[hole + 1] + 1);
            }
            if (first <= range.last()) {
                left.add(new Range(first, range.last()));
            }
        }
        return of(left);
    }

    /** Those that both have. */
    UidRanges and(UidRanges other) {
        return minus(minus(other));
    }

    /** The one that has this many above it and itself; the lowest where there are fewer, 1 where there is none. */
    long fromTheEnd(int wanted) {
        long left = wanted;
        for (int range = ends.length - 2; range >= 0; range -= 2) {
            var here = ends[range + 1] - ends[range] + 1;
            if (here >= left) {
                return ends[range + 1] - left + 1;
            }
            left -= here;
        }
        return 1;
    }

    OfLong iterator() {
        return ranges().stream()
                .flatMapToLong(range -> LongStream.rangeClosed(range.first(), range.last()))
                .iterator();
    }

    private List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        for (int range = 0; range < ends.length; range += 2) {
            ranges.add(new Range(ends[range], ends[range + 1]));
        }
        return ranges;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var range : ranges()) {
            text.append(text.isEmpty() ? "" : ",").append(range.first());
            if (range.last() > range.first()) {
                text.append(':').append(range.last());
            }
        }
        return text.toString();
    }

    /** From the first to the last, both counted. */
    private record Range(long first, long last) {}
}
