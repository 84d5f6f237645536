package io.lettergate.imap;

import io.lettergate.mail.Uid;
import java.util.List;
import java.util.stream.LongStream;

/** Some UIDs of an order, one after the other; or all of them. */
final class OrderPart {

    private final long first;
    private final long[] uids;
    private final long total;

    /**
     * Makes a part of an order.
     *
     * @param first where the first of them stands, from 1
     * @param total how many the whole order has
     */
    OrderPart(long first, long[] uids, long total) {
        this.first = first;
        this.uids = uids;
        this.total = total;
    }

    static OrderPart whole(long[] uids) {
        return new OrderPart(1, uids, uids.length);
    }

    long total() {
        return total;
    }

    long[] uids() {
        return uids;
    }

    /** Where the UID at an index of this part stands in the whole order, from 1. */
    long position(int index) {
        return first + index;
    }

    List<Uid> page(int start, int limit) {
        return LongStream.of(uids).skip(start).limit(limit).mapToObj(Uid::new).toList();
    }

    boolean hasMoreBefore(int index) {
        return position(index) > 1;
    }

    boolean hasMoreAfter(int end) {
        return first - 1 + end < total;
    }

    /** Whether a UID stands in this part with so many on each side of it, or with all that there are. */
    boolean surrounds(Uid uid, int many) {
        var here = 0;
        while (here < uids.length && uids[here] != uid.value()) {
            here++;
        }
        return here < uids.length
                && (here >= many || first == 1)
                && (here + many < uids.length || !hasMoreAfter(uids.length));
    }
}
