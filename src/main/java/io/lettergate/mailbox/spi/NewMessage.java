package io.lettergate.mailbox.spi;

import io.lettergate.mail.Flag;
import java.io.InputStream;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A message to be filed.
 *
 * @param receivedAt absent for now
 * @param size octets, exactly
 * @param content the octets from the beginning, each time it is asked
 */
public record NewMessage(Set<Flag> flags, @Nullable Instant receivedAt, long size, Supplier<InputStream> content) {

    public NewMessage {
        flags = Set.copyOf(flags);
    }
}
