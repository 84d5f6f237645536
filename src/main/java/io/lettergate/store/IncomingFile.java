package io.lettergate.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A message that comes into a temporary file. */
final class IncomingFile implements Incoming {

    private final Path file;
    private final FileChannel channel;
    private final MessageDigest sha = sha256();
    private long size;
    private @Nullable Digest digest;

    IncomingFile(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void write(ByteBuffer octets) throws IOException {
        size += octets.remaining();
        sha.update(octets.duplicate());
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Digest finish() throws IOException {
        if (digest == null) {
            channel.close();
            digest = new Digest(HexFormat.of().formatHex(sha.digest()));
        }
        return digest;
    }

    Path file() {
        return file;
    }

    Digest digest() {
        if (digest == null) {
            throw new IllegalStateException("Not all of the message has come");
        }
        return digest;
    }

    /** One that was kept has its own name by now. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
