package io.lettergate.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The octets of a file: a small one is read at once, of a large one only what is asked for. */
final class Octets implements AutoCloseable {

    private static final int SMALL = 256 * 1024;

    private final FileChannel channel;
    private final byte @Nullable [] all;

    private Octets(FileChannel channel, byte @Nullable [] all) {
        this.channel = channel;
        this.all = all;
    }

    static Octets open(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            var size = channel.size();
            return new Octets(channel, size <= SMALL ? read(channel, 0, (int) size) : null);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    long size() throws IOException {
        return channel.size();
    }

    /** All of them, from the beginning. */
    InputStream stream() throws IOException {
        return all == null
                ? new BufferedInputStream(Channels.newInputStream(channel.position(0)), SMALL)
                : new ByteArrayInputStream(all);
    }

    /** Some of them; fewer where the file ends. */
    byte[] read(long start, int length) throws IOException {
        if (all != null) {
            int from = (int) Math.min(start, all.length);
            return Arrays.copyOfRange(all, from, Math.min(all.length, from + length));
        }
        return read(channel, start, length);
    }

    private static byte[] read(FileChannel channel, long start, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) >= 0) {
            // Goes on until the buffer is full or the file ends.
        }
        return buffer.hasRemaining() ? Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
