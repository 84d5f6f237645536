package io.lettergate.remote;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of picture that are taken from the Web, each told and read by its content from the first octet to the last. */
enum PictureKind {
    PNG("image/png", 0, "\u0089PNG\r\n\u001A\n"),
    JPEG("image/jpeg", 0, "\u00FF\u00D8\u00FF"),
    GIF("image/gif", 0, "GIF8"),
    WEBP("image/webp", 8, "WEBP");

    private static final int START = 16;

    private final String type;
    private final int offset;
    private final String magic;

    PictureKind(String type, int offset, String magic) {
        this.type = type;
        this.offset = offset;
        this.magic = magic;
    }

    String type() {
        return type;
    }

    static Optional<PictureKind> of(byte[] octets) {
        var start = new String(octets, 0, Math.min(START, octets.length), StandardCharsets.ISO_8859_1);
        return Arrays.stream(values())
                .filter(kind -> start.startsWith(kind.magic, kind.offset))
                .findFirst();
    }

    /** What of it is a picture: what else lay between and behind is left out. Nothing where it is not whole. */
    Optional<byte[]> read(byte[] octets) {
        try {
            return Optional.of(picture(new Reel(ByteBuffer.wrap(octets))));
        } catch (IllegalArgumentException | BufferUnderflowException broken) {
            return Optional.empty();
        }
    }

    private byte[] picture(Reel reel) {
        return switch (this) {
            case PNG -> Chunks.png(reel);
            case JPEG -> Segments.jpeg(reel);
            case GIF -> Blocks.gif(reel);
            case WEBP -> Chunks.webp(reel);
        };
    }
}
