package io.lettergate.mime;

import java.io.IOException;
import java.io.InputStream;

/**
 * Goes over the lines of a stream, of which it keeps no more than the beginning of one. Where the stream begins with lines
 * that end in CR alone, as on old machines, all do.
 */
final class Lines {

    private static final int BUFFER = 64 * 1024;
    private static final int HEAD = 65 * 1024;

    private final InputStream stream;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] head = new byte[HEAD];
    private int at;
    private int limit;
    private int kept;
    private long start;
    private long length;
    private int lineEnd;
    private int endOctet = '\n';
    private boolean hasBegun;

    Lines(InputStream stream) {
        this.stream = stream;
    }

    /** Goes to the next line; false where there is none. */
    boolean next() throws IOException {
        start += length;
        length = 0;
        kept = 0;
        int last = 0;
        int octet = 0;
        while (octet != endOctet && (at < limit || fill())) {
            int from = at;
            while (at < limit && octet != endOctet) {
                last = octet;
                octet = buffer[at++];
            }
            keep(from);
        }
        lineEnd = octet != endOctet ? 0 : octet == '\n' && last == '\r' ? 2 : 1;
        return length > 0;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, stream.read(buffer));
        if (!hasBegun) {
            hasBegun = true;
            endOctet = indexOf('\n') < 0 && indexOf('\r') >= 0 ? '\r' : '\n';
        }
        return limit > 0;
    }

    private int indexOf(int octet) {
        int index = 0;
        while (index < limit && buffer[index] != octet) {
            index++;
        }
        return index < limit ? index : -1;
    }

    private void keep(int from) {
        int fits = Math.min(at - from, HEAD - kept);
        System.arraycopy(buffer, from, head, kept, fits);
        kept += fits;
        length += at - from;
    }

    /** Where the line begins in the stream. */
    long start() {
        return start;
    }

    /** Where the next one begins. */
    long end() {
        return start + length;
    }

    /** How many octets end the line: none where the stream ends without. */
    int lineEnd() {
        return lineEnd;
    }

    boolean isEmpty() {
        return lineEnd > 0 && length == lineEnd;
    }

    boolean isFold() {
        return kept > 0 && (head[0] == ' ' || head[0] == '\t');
    }

    /** Whether it begins with these octets. */
    boolean startsWith(byte[] octets) {
        if (kept < octets.length) {
            return false;
        }
        for (int index = 0; index < octets.length; index++) {
            if (head[index] != octets[index]) {
                return false;
            }
        }
        return true;
    }

    /** The octet at this place; a line end where there is none. */
    int octet(int index) {
        return index < kept ? head[index] : '\n';
    }

    /** Its octets, one character for each, but no more than so many. */
    @SuppressWarnings("deprecation") // One character for each octet, without a charset in between.
    String text(int most) {
        return new String(head, 0, 0, Math.min(kept, most));
    }
}
