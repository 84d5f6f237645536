package io.lettergate.mailbox;

import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.spi.OctetSink;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Octets of one section that wait on disk for their reader: a window that moves on. */
class SpoolFile implements OctetSink, Closeable {

    private final Spool spool;
    private @Nullable FileChannel channel;
    private long start;
    private long reserved;

    SpoolFile(Spool spool) {
        this.spool = spool;
    }

    /**
     * Empties it, and makes room for as many octets as will be asked for.
     *
     * @return for how many there is room: those, or at least so many
     */
    long moveTo(long offset, long wanted, long least) {
        try {
            if (channel == null) {
                channel = spool.channel();
            }
            channel.truncate(0);
        } catch (IOException failure) {
            throw new MailFailure.NoRoom(failure);
        }
        start = offset;
        if (wanted > reserved && !reserves(wanted - reserved) && reserved < least) {
            reserve(least - reserved);
        }
        return Math.min(reserved, wanted);
    }

    /** The offset of the first octet that it holds. */
    long begins() {
        return start;
    }

    @Override
    public void take(long offset, ByteBuffer octets) {
        var before = (int) Math.clamp(start - offset, 0, octets.remaining());
        octets.position(octets.position() + before);
        var place = Math.max(offset - start, 0);
        var more = place + octets.remaining() - reserved;
        if (more > 0) {
            reserve(more);
        }
        try {
            while (channel != null && octets.hasRemaining()) {
                place += channel.write(octets, place);
            }
        } catch (IOException failure) {
            throw new MailFailure.NoRoom(failure);
        }
    }

    /** Reads what was taken at an offset of the section. */
    int read(long offset, byte[] target, int from, int most) throws IOException {
        return channel == null ? -1 : channel.read(ByteBuffer.wrap(target, from, most), offset - start);
    }

    private void reserve(long octets) {
        if (!reserves(octets)) {
            throw new MailFailure.NoRoom(null);
        }
    }

    private boolean reserves(long octets) {
        var done = spool.reserves(octets);
        reserved += done ? octets : 0;
        return done;
    }

    @Override
    public void close() {
        spool.release(reserved);
        reserved = 0;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
