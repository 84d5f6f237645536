package io.lettergate.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The conversations of a mailbox: for each the UIDs of its messages, all in one row of numbers after their count. */
final class Groups {

    private final long[] flat;

    private Groups(long[] flat) {
        this.flat = flat;
    }

    /** Takes up what {@link #flat()} gave. */
    static Groups of(long[] flat) {
        return new Groups(flat);
    }

    static Groups of(Collection<? extends Collection<Long>> groups) {
        List<Long> numbers = new ArrayList<>();
        for (var group : groups) {
            numbers.add((long) group.size());
            numbers.addAll(group);
        }
        return new Groups(numbers.stream().mapToLong(Long::longValue).toArray());
    }

    /** Reads a THREAD answer: whatever is in one outermost pair of parentheses belongs together (RFC 5256 §4). */
    static Groups read(String told, long most) {
        List<List<Long>> groups = new ArrayList<>();
        int depth = 0;
        long number = 0;
        for (int at = 0; at < told.length() && groups.size() <= most; at++) {
            var sign = told.charAt(at);
            if (sign >= '0' && sign <= '9') {
                number = Math.min(number * 10 + (sign - '0'), 1L << 40);
                continue;
            }
            if (depth > 0 && number >= 1 && number <= 0xFFFF_FFFFL) {
                groups.getLast().add(number);
            }
            number = 0;
            if (sign == '(' && depth++ == 0) {
                groups.add(new ArrayList<>());
            } else if (sign == ')') {
                depth = Math.max(0, depth - 1);
            }
        }
        return of(groups);
    }

    long[] flat() {
        return flat;
    }

    /** The newest of each conversation among these UIDs, in their order. */
    long[] newest(long[] uids) {
        var sorted = uids.clone();
        Arrays.sort(sorted);
        var passed = new boolean[sorted.length];
        each(group -> {
            int newest = -1;
            for (var uid : group) {
                var index = Arrays.binarySearch(sorted, uid);
                if (index >= 0 && index != newest) {
                    if (newest >= 0) {
                        passed[Math.min(newest, index)] = true;
                    }
                    newest = Math.max(newest, index);
                }
            }
        });
        return Arrays.stream(uids)
                .filter(uid -> !passed[Arrays.binarySearch(sorted, uid)])
                .toArray();
    }

    /** All messages of the conversation that this one belongs to. */
    long[] with(long uid) {
        var found = new ArrayList<long[]>();
        each(group -> {
            if (Arrays.stream(group).anyMatch(one -> one == uid)) {
                found.add(group);
            }
        });
        return found.isEmpty() ? new long[] {uid} : Objects.requireNonNull(found.getFirst());
    }

    private void each(Consumer<long[]> consumer) {
        for (int start = 0; start < flat.length; ) {
            int end = (int) Math.min(flat.length, start + 1 + Math.max(flat[start], 0));
            consumer.accept(Arrays.copyOfRange(flat, start + 1, end));
            start = end;
        }
    }
}
