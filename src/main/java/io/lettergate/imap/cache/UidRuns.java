package io.lettergate.imap.cache;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * UIDs in any order as few octets: each run of UIDs that go up or down by one is its distance from the end of the last,
 * and its length. A mailbox of a million messages in their order takes a handful.
 */
final class UidRuns {

    private UidRuns() {}

    static byte[] encode(long[] uids) {
        var out = new ByteArrayOutputStream();
        long before = 0;
        for (int start = 0; start < uids.length; ) {
            int end = start + 1;
            long step = end < uids.length && Math.abs(uids[end] - uids[start]) == 1 ? uids[end] - uids[start] : 1;
            while (end < uids.length && uids[end] - uids[end - 1] == step) {
                end++;
            }
            write(out, zigzag(uids[start] - before));
            write(out, (end - start) * 2L + (step < 0 ? 1 : 0));
            before = uids[end - 1];
            start = end;
        }
        return out.toByteArray();
    }

    static long[] decode(byte[] octets) {
        var reader = new Reader(octets);
        var uids = new long[16];
        int count = 0;
        long before = 0;
        while (reader.hasMore()) {
            long uid = before + unzigzag(reader.next());
            long run = reader.next();
            long step = run % 2 == 1 ? -1 : 1;
            for (long left = run / 2; left > 0; left--) {
                uids = count == uids.length ? Arrays.copyOf(uids, count * 2) : uids;
                uids[count++] = uid;
                before = uid;
                uid += step;
            }
        }
        return Arrays.copyOf(uids, count);
    }

    private static void write(ByteArrayOutputStream out, long number) {
        long left = number;
        while (left >= 0x80) {
            out.write((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    private static long zigzag(long number) {
        return (number << 1) ^ (number >> 63);
    }

    private static long unzigzag(long number) {
        return (number >>> 1) ^ -(number & 1);
    }

    /** Reads numbers of seven bits an octet. */
    private static final class Reader {
        private final byte[] octets;
        private int position;

        Reader(byte[] octets) {
            this.octets = octets;
        }

        boolean hasMore() {
            return position < octets.length;
        }

        long next() {
            long number = 0;
            for (int shift = 0; hasMore(); shift += 7) {
                var octet = octets[position++];
                number |= (octet & 0x7FL) << shift;
                if (octet >= 0) {
                    break;
                }
            }
            return number;
        }
    }
}
