package io.lettergate.imap;

import io.lettergate.mail.Uid;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.LongStream;

/** UIDs as IMAP writes them: sorted, with runs drawn together, as in {@code 3:5,9} (RFC 9051 §9, sequence-set). */
record UidSet(List<Uid> uids) {

    static UidSet of(Collection<Uid> uids) {
        return new UidSet(uids.stream().distinct().sorted().toList());
    }

    /**
     * Reads a set in the order it was written, which is what COPYUID counts by; a UID that is written twice counts once,
     * as some servers repeat the first.
     *
     * @param most how many UIDs are taken at most: a server may claim any range
     */
    static List<Uid> parse(String text, int most) {
        SequencedSet<Uid> uids = new LinkedHashSet<>();
        for (var range : text.split(",", -1)) {
            var ends = range.split(":", 2);
            var first = number(ends[0]);
            var last = ends.length == 2 ? number(ends[1]) : first;
            for (long uid = Math.min(first, last); uid <= Math.max(first, last); uid++) {
                if (uids.size() >= most) {
                    return List.copyOf(uids);
                }
                uids.add(new Uid(uid));
            }
        }
        return List.copyOf(uids);
    }

    /** The numbers of a set one by one, without holding them; no more than a server may claim. */
    static LongStream numbers(String text, long most) {
        return Arrays.stream(text.split(",", -1))
                .flatMapToLong(range -> {
                    var ends = range.split(":", 2);
                    var first = number(ends[0]);
                    var last = ends.length == 2 ? number(ends[1]) : first;
                    return LongStream.rangeClosed(Math.min(first, last), Math.max(first, last));
                })
                .limit(most);
    }

    private static long number(String text) {
        try {
            var number = Long.parseLong(text.strip());
            if (number >= 1 && number <= 0xFFFF_FFFFL) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw new UnreadableException("a set of UIDs with something else in it");
        }
        throw new UnreadableException("a UID that cannot be");
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int start = 0, index = 1; index <= uids.size(); index++) {
            var runs = index < uids.size()
                    && uids.get(index).value() == uids.get(index - 1).value() + 1;
            if (!runs) {
                append(text, uids.get(start), uids.get(index - 1));
                start = index;
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Uid first, Uid last) {
        if (!text.isEmpty()) {
            text.append(',');
        }
        text.append(first.value());
        if (!first.equals(last)) {
            text.append(':').append(last.value());
        }
    }
}
