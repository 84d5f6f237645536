package io.lettergate.webmail.content;

import io.lettergate.reading.Illustrations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of picture that are shown, each told by its first octets and not by what the sender says. */
enum Picture {
    PNG("image/png", 0, "\u0089PNG\r\n\u001A\n"),
    JPEG("image/jpeg", 0, "\u00FF\u00D8\u00FF"),
    GIF("image/gif", 0, "GIF8"),
    WEBP("image/webp", 8, "WEBP"),
    AVIF("image/avif", 4, "ftypavi");

    /** How many octets are enough to tell. */
    static final int START = 16;

    private final String type;
    private final int offset;
    private final String magic;

    Picture(String type, int offset, String magic) {
        this.type = type;
        this.offset = offset;
        this.magic = magic;
    }

    /** The kind that the first octets tell. */
    static Optional<Picture> of(byte[] start) {
        return Arrays.stream(values()).filter(picture -> picture.begins(start)).findFirst();
    }

    /** Whether a part that declares this type may be a picture that is shown: many senders take one kind for another. */
    static boolean mayBe(String declaredType) {
        return Illustrations.mayBe(declaredType);
    }

    String type() {
        return type;
    }

    private boolean begins(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1).startsWith(magic, offset);
    }
}
