package io.lettergate.imap;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ResponseInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a server sends into answers: lines, with the literals that belong to them (RFC 9051 §4.3). Large literals
 * can be led past memory: then an empty one stands in the answer.
 */
final class AnswerReader extends ResponseInputStream {

    private static final int FIRST = 256;
    /** As little as does, since every connection that waits has one. */
    private static final int BUFFER = 2 << 10;

    private static final int MOST_GROWTH = 256 << 10;
    private static final int PIECE = 32 << 10;
    private static final int LONGEST_ITEM = 120;
    private static final long LARGEST_KEPT = 4 << 20;

    private final InputStream in;
    private @Nullable Diversion diversion;
    private byte @Nullable [] piece;
    private byte[] answer = new byte[FIRST];
    private int length;

    AnswerReader(InputStream in) {
        super(in);
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /** Leads literals away from now on, or no longer. */
    void divert(@Nullable Diversion now) {
        diversion = now;
        piece = now == null ? null : new byte[PIECE];
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public ByteArray readResponse(@Nullable ByteArray unused) throws IOException {
        answer = new byte[FIRST];
        length = 0;
        do {
            readLine();
        } while (readsLiteral());
        return new ByteArray(length < FIRST ? Arrays.copyOf(answer, length) : answer, 0, length);
    }

    private void readLine() throws IOException {
        int before = -1;
        for (int octet = in.read(); ; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("The server hung up");
            }
            room(1);
            answer[length++] = (byte) octet;
            if (octet == '\n' && before == '\r') {
                return;
            }
            before = octet;
        }
    }

    /** Whether the line announced a literal, which then has been read. */
    private boolean readsLiteral() throws IOException {
        int brace = length - 3;
        if (brace < 0 || answer[brace] != '}') {
            return false;
        }
        int start = brace;
        long size = 0;
        for (long unit = 1; start > 0 && isDigit(answer[start - 1]); unit *= 10) {
            start--;
            size += unit * (answer[start] - '0');
            if (brace - start > 10) {
                return false;
            }
        }
        if (start == brace || start == 0 || answer[start - 1] != '{') {
            return false;
        }
        if (!leadsAway(start - 1, size)) {
            keep(size);
        }
        return true;
    }

    private void keep(long size) throws IOException {
        if (size > LARGEST_KEPT) {
            throw new UnreadableException("it sent a literal of " + size + " octets");
        }
        room(Math.toIntExact(size));
        if (in.readNBytes(answer, length, (int) size) < size) {
            throw new EOFException("The server hung up in a literal");
        }
        length += (int) size;
    }

    private boolean leadsAway(int brace, long size) throws IOException {
        if (diversion == null || piece == null || size == 0) {
            return false;
        }
        var start = Math.max(brace - LONGEST_ITEM, 0);
        var target = diversion.of(new String(answer, start, brace - start, StandardCharsets.ISO_8859_1), size);
        if (target == null) {
            return false;
        }
        for (long at = 0; at < size; ) {
            var count = in.read(piece, 0, (int) Math.min(piece.length, size - at));
            if (count < 0) {
                throw new EOFException("The server hung up in a literal");
            }
            target.take(at, ByteBuffer.wrap(piece, 0, count));
            at += count;
        }
        emptyLiteral(brace);
        return true;
    }

    private void emptyLiteral(int brace) {
        var empty = "{0}\r\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(empty, 0, answer, brace, empty.length);
        length = brace + empty.length;
    }

    private void room(int more) {
        if (more > answer.length - length) {
            answer = Arrays.copyOf(
                    answer, Math.max(Math.addExact(length, more), length + Math.min(length, MOST_GROWTH)));
        }
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    /** Decides where a literal goes. */
    interface Diversion {

        /**
         * Where to lead a literal.
         *
         * @param before the end of what stands before it, as in {@code BODY[2]<0> }
         * @return absent for one that stays in its answer
         */
        @Nullable
        Target of(String before, long size);
    }

    /** Takes a literal piece by piece, each with the place where it begins. */
    interface Target {
        void take(long at, ByteBuffer octets) throws IOException;
    }
}
