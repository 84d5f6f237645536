package io.lettergate.sending.outbox;

import io.lettergate.mail.MailFailure;
import io.lettergate.sending.outbox.SealedPieces.Owner;
import java.io.InputStream;

/** Reads a message piece by piece; one that is not whole is never read to its end. */
final class PieceReader extends InputStream {

    private final SealedPieces pieces;
    private final Owner owner;
    private long left;
    private byte[] piece = {};
    private int at;
    private int number;

    PieceReader(SealedPieces pieces, Owner owner, long size) {
        this.pieces = pieces;
        this.owner = owner;
        this.left = size;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int most) {
        if (most == 0) {
            return 0;
        }
        if (at == piece.length) {
            if (left == 0) {
                return -1;
            }
            piece = pieces.read(owner, number++).orElseThrow(() -> new MailFailure.CopyDamaged(null));
            at = 0;
            left -= piece.length;
            if (left < 0 || piece.length == 0) {
                throw new MailFailure.CopyDamaged(null);
            }
        }
        var count = Math.min(most, piece.length - at);
        System.arraycopy(piece, at, target, from, count);
        at += count;
        return count;
    }
}
