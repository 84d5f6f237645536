package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.mailbox.spi.Poured;
import io.lettergate.mailbox.spi.Section;
import io.lettergate.mailbox.spi.Stretch;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Octets of a message, fetched a few chunks at a time into a file. The session is given back before anybody reads them,
 * so that a slow reader holds none; and memory holds none of them, whatever the size.
 */
class ChunkStream extends InputStream {

    /** Chunks asked for together once it is clear that there is much to fetch; the first comes alone, to come soon. */
    private static final int MOST_TOGETHER = 4;

    private final Connectors connectors;
    private final Account account;
    private final SpoolFile file;
    private final int chunk;

    private Section section;
    private @Nullable Long size;
    private long position;
    private long end;
    private boolean ended;
    private int together = 1;

    private ChunkStream(Connectors connectors, Spool spool, Account account, Section section) {
        this.connectors = connectors;
        this.account = account;
        this.section = section;
        this.file = spool.open();
        this.chunk = spool.chunk();
    }

    /**
     * Fetches the first chunk, so that a failure shows before anything is read.
     *
     * @param claimed how many octets there may be; absent where only the server itself may know
     */
    static ChunkStream open(
            Connectors connectors, Spool spool, Account account, Section section, @Nullable Long claimed) {
        var stream = new ChunkStream(connectors, spool, account, section);
        try {
            stream.begin(claimed);
            return stream;
        } catch (RuntimeException failure) {
            stream.file.close();
            throw failure;
        }
    }

    private void begin(@Nullable Long claimed) {
        connectors.during(account, session -> {
            var first = session.pour(section, next(), file);
            see(first);
            var said = claimed == null || section.decoded() ? first.claimed() : claimed;
            if (ended) {
                size = end;
            } else if (said != null && said > end && session.endsAt(section, said)) {
                size = said;
            }
        });
    }

    /** What the octets are: as encoded, where the server could not decode them. */
    Section section() {
        return section;
    }

    /** How many there are in all; absent where nobody knows. */
    @Nullable
    Long size() {
        return size;
    }

    /** Whether they are all in hand, so that they can be read more than once. */
    boolean isWhole() {
        return ended && file.begins() == 0;
    }

    void rewind() {
        position = 0;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        var count = file.read(position, target, offset, (int) Math.min(length, end - position));
        position += Math.max(count, 0);
        return count;
    }

    /** Passes over octets without fetching those that are not in hand. */
    @Override
    public long skip(long count) {
        var passed = Math.max(count, 0);
        if (ended) {
            passed = Math.min(passed, end - position);
        }
        position += passed;
        return passed;
    }

    private boolean hasMore() {
        while (position >= end && !ended) {
            see(connectors.inSession(
                    account, section.message().mailbox(), session -> session.pour(section, next(), file)));
        }
        return position < end;
    }

    private Stretch next() {
        var chunks = file.moveTo(position, (long) chunk * together, chunk) / chunk;
        return new Stretch(position, chunk, (int) chunks);
    }

    private void see(Poured poured) {
        section = poured.section();
        end = poured.end();
        ended = poured.ended() || end <= position;
        together = Math.min(together * 2, MOST_TOGETHER);
    }

    @Override
    public void close() throws IOException {
        ended = true;
        end = position;
        file.close();
    }
}
