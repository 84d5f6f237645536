package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.PartNumber;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Octets of a message, fetched a chunk at a time. The session is given back after each chunk, so that a slow reader
 * holds none, and memory is one chunk whatever the size.
 */
class ChunkStream extends InputStream {

    private static final int CHUNK = 1 << 20;

    private final Connectors connectors;
    private final Account account;
    private final MessageRef message;
    private final @Nullable PartNumber part;

    private byte[] chunk = new byte[0];
    private int position;
    private long fetched;
    private boolean ended;

    ChunkStream(Connectors connectors, Account account, MessageRef message, @Nullable PartNumber part) {
        this.connectors = connectors;
        this.account = account;
        this.message = message;
        this.part = part;
    }

    /** Fetches the first chunk, so that a failure shows before anything is read; the size, if that was all. */
    @Nullable
    Long sizeIfShort() {
        hasMore();
        return ended ? Long.valueOf(chunk.length) : null;
    }

    @Override
    public int read() {
        return hasMore() ? chunk[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        var count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, target, offset, count);
        position += count;
        return count;
    }

    /** Passes over octets without fetching those that are not in memory. */
    @Override
    public long skip(long count) {
        var here = Math.min(Math.max(count, 0), chunk.length - position);
        position += (int) here;
        var beyond = Math.max(count, 0) - here;
        if (beyond > 0 && !ended) {
            fetched += beyond;
            return count;
        }
        return here;
    }

    private boolean hasMore() {
        if (position < chunk.length) {
            return true;
        }
        if (ended) {
            return false;
        }
        chunk = connectors.inSession(account, session -> session.octets(message, part, fetched, CHUNK));
        position = 0;
        fetched += chunk.length;
        ended = chunk.length < CHUNK;
        return chunk.length > 0;
    }
}
