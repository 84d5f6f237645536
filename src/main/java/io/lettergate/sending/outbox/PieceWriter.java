package io.lettergate.sending.outbox;

import io.lettergate.mail.MailFailure;
import io.lettergate.sending.outbox.SealedPieces.Owner;
import java.io.OutputStream;

/**
 * Writes a message piece by piece, as the wire wants it: every line ends with CR LF, whatever ended it before, the last
 * one too (RFC 5321 §2.3.8). So no two servers can see the end of the message at different places.
 */
final class PieceWriter extends OutputStream {

    static final int PIECE = 1 << 18;
    /** Without its end (RFC 5322 §2.1.1); servers cut what is longer, or refuse it, or break a word in two. */
    private static final int LONGEST_LINE = 998;

    private final SealedPieces pieces;
    private final Owner owner;
    private final long largest;
    private final byte[] piece = new byte[PIECE];
    private int filled;
    private int number;
    private long size;
    private int before = '\n';
    private long line = 1;
    private int length;
    private boolean eightBit;

    PieceWriter(SealedPieces pieces, Owner owner, long largest) {
        this.pieces = pieces;
        this.owner = owner;
        this.largest = largest;
    }

    @Override
    public void write(int value) {
        var octet = value & 0xFF;
        if (before == '\r' && octet != '\n') {
            put('\n');
            line++;
        }
        switch (octet) {
            case '\n' -> {
                if (before != '\r') {
                    put('\r');
                }
            }
            case 0 -> throw new MailFailure.MessageUnfit("it holds a NUL, which mail servers do not carry");
            default -> eightBit |= octet > 0x7F;
        }
        put(octet);
        before = octet;
        measure(octet);
    }

    /** A line break in CR alone is one, too. */
    private void measure(int octet) {
        if (octet == '\n') {
            line++;
        }
        length = octet == '\n' || octet == '\r' ? 0 : length + 1;
        if (length > LONGEST_LINE) {
            throw new MailFailure.MessageUnfit("line " + line + " below its header is longer than " + LONGEST_LINE
                    + " octets, which mail does not carry; quoted-printable or base64 keeps lines short");
        }
    }

    /** The header is written; lines are counted from here. */
    void endHeader() {
        line = 1;
    }

    @Override
    public void write(byte[] octets, int from, int most) {
        for (int at = from; at < from + most; at++) {
            write(octets[at]);
        }
    }

    private void put(int octet) {
        if (++size > largest) {
            throw MailFailure.MessageTooLarge.toSend(largest);
        }
        if (filled == PIECE) {
            flush();
        }
        piece[filled++] = (byte) octet;
    }

    @Override
    public void flush() {
        if (filled > 0) {
            pieces.write(owner, number++, piece, filled);
            filled = 0;
        }
    }

    /** Ends the last line, and writes what is left. */
    @Override
    public void close() {
        if (before == '\r') {
            put('\n');
        } else if (before != '\n') {
            put('\r');
            put('\n');
        }
        before = '\n';
        flush();
    }

    long size() {
        return size;
    }

    boolean isEightBit() {
        return eightBit;
    }
}
