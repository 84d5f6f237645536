package io.lettergate.mailbox.spi;

import io.lettergate.mail.MessageRef;
import io.lettergate.mail.PartNumber;
import org.jspecify.annotations.Nullable;

/**
 * Octets of a message that can be fetched piece by piece: the whole of it, or one part.
 *
 * @param part absent for the whole message
 * @param decoded whether the server is to take away the part's transfer encoding (RFC 3516)
 */
public record Section(MessageRef message, @Nullable PartNumber part, boolean decoded) {

    public Section {
        if (decoded && part == null) {
            throw new IllegalArgumentException("A whole message has no encoding to take away");
        }
    }

    /** The message as it came. */
    public static Section whole(MessageRef message) {
        return new Section(message, null, false);
    }

    /** A part as it was sent, its encoding too. */
    public static Section encoded(MessageRef message, PartNumber part) {
        return new Section(message, part, false);
    }

    /** A part without its encoding, if the server can take it away. */
    public static Section decoded(MessageRef message, PartNumber part) {
        return new Section(message, part, true);
    }

    /** The same octets as they were sent. */
    public Section encoded() {
        return new Section(message, part, false);
    }
}
