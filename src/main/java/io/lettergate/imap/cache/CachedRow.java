package io.lettergate.imap.cache;

import io.lettergate.mail.Envelope;
import io.lettergate.mail.Part;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What never changes about a message while its UID is valid.
 *
 * @param preview the first words; absent where nobody asked for them yet
 * @param structure absent where the server's could not be read
 */
public record CachedRow(
        Instant receivedAt,
        long size,
        Envelope envelope,
        @Nullable String preview,
        @Nullable Part structure) {}
