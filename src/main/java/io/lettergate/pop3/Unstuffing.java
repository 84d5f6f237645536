package io.lettergate.pop3;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds where a message ends, and takes off the dots that were put before its dots (RFC 1939 §3). A line ends with CRLF
 * and nothing else, so a dot behind a bare LF or CR is the message's own; see docs/quirks.md for servers that know no CR.
 * A dot at the beginning of a line stays if no other follows, as only a server that puts none before sends that.
 *
 * @param <E> what the taker may throw
 */
final class Unstuffing<E extends Exception> {

    private static final byte[] DOT_AND_RETURN = ".\r".getBytes(StandardCharsets.US_ASCII);

    private final Taker<E> taker;
    /** Whether the server wrote no CR so far: then LF ends a line. */
    private boolean bare;

    private Place place = Place.LINE_START;
    /** Whether the octet before the next one is a CR of this line. */
    private boolean afterReturn;

    private int start;
    private int read;
    private int written;

    /** Where in a line the next octet stands. */
    private enum Place {
        LINE_START,
        DOT,
        DOT_RETURN,
        INSIDE,
        ENDED
    }

    /** Takes octets that follow each other; the buffer is good for this call only. */
    interface Taker<E extends Exception> {
        void take(ByteBuffer octets) throws E;
    }

    /**
     * Begins a message.
     *
     * @param bare whether the line before it ended with LF alone
     */
    Unstuffing(boolean bare, Taker<E> taker) {
        this.bare = bare;
        this.taker = taker;
    }

    /**
     * Passes on what belongs to the message, and leaves what follows it in the buffer. The dots are taken off in the
     * buffer's own array, so that all of it is passed on in one piece.
     *
     * @return whether the message has ended
     */
    boolean pass(ByteBuffer octets) throws E {
        if (octets.arrayOffset() != 0) {
            throw new IllegalArgumentException("A buffer is taken from the beginning of its array");
        }
        var array = octets.array();
        start = octets.position();
        read = start;
        written = start;
        while (read < octets.limit() && place != Place.ENDED) {
            switch (place) {
                case LINE_START -> begin(array[read]);
                case DOT -> behindDot(array);
                case DOT_RETURN -> behindDotAndReturn(array);
                default -> inside(array, octets.limit());
            }
        }
        octets.position(read);
        if (written > start) {
            taker.take(ByteBuffer.wrap(array, start, written - start));
        }
        return place == Place.ENDED;
    }

    private void begin(byte octet) {
        if (octet == '.') {
            hold(Place.DOT);
        } else {
            enter(false);
        }
    }

    private void behindDot(byte[] array) throws E {
        var octet = array[read];
        if (octet == '\r') {
            hold(Place.DOT_RETURN);
        } else if (octet == '\n' && bare) {
            hold(Place.ENDED);
        } else {
            if (octet != '.') {
                giveBack(array, 1);
            }
            enter(false);
        }
    }

    private void behindDotAndReturn(byte[] array) throws E {
        if (array[read] == '\n') {
            hold(Place.ENDED);
        } else {
            giveBack(array, 2);
            enter(true);
        }
    }

    /** Passes over an octet that is not the message's, or may not be. */
    private void hold(Place now) {
        place = now;
        read++;
    }

    private void enter(boolean behindReturn) {
        place = Place.INSIDE;
        afterReturn = behindReturn;
    }

    /** Octets that were held turn out to be the message's; where they came with an earlier buffer, they go ahead. */
    private void giveBack(byte[] array, int count) throws E {
        if (read - written < count) {
            taker.take(ByteBuffer.wrap(DOT_AND_RETURN, 0, count).slice());
        } else {
            System.arraycopy(DOT_AND_RETURN, 0, array, written, count);
            written += count;
        }
    }

    private void inside(byte[] array, int end) {
        var until = untilDot(array, end);
        if (written < read) {
            System.arraycopy(array, read, array, written, until - read);
        }
        written += until - read;
        read = until;
    }

    /** The place of the next dot that begins a line, or the end. */
    private int untilDot(byte[] array, int end) {
        for (int at = read; at < end; at++) {
            if (array[at] == '\n' && endsLine(array, at) && (at + 1 == end || array[at + 1] == '.')) {
                place = Place.LINE_START;
                return at + 1;
            }
        }
        afterReturn = array[end - 1] == '\r';
        return end;
    }

    private boolean endsLine(byte[] array, int lineFeed) {
        var behindReturn = lineFeed > read ? array[lineFeed - 1] == '\r' : afterReturn;
        bare &= !behindReturn;
        return behindReturn || bare;
    }
}
