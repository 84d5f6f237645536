package io.lettergate.mailbox;

import io.lettergate.mail.Address;
import io.lettergate.mail.MessageRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How large a message is, and what tells it from others.
 *
 * @param size octets of the whole message, as the server counts
 * @param from the first who wrote it; absent where nobody is named
 */
public record Weight(
        MessageRef message,
        Instant receivedAt,
        long size,
        String subject,
        @Nullable Address from) {}
