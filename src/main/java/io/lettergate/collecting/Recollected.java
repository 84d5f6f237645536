package io.lettergate.collecting;

import io.lettergate.collecting.spi.LocalCopies.CopyId;
import io.lettergate.mail.Uidl;
import java.time.Instant;

/**
 * What the local store remembers of a message that it collected, be it still there or not.
 *
 * @param digest SHA-256 in hexadecimal
 */
public record Recollected(
        Uidl uidl,
        int ordinal,
        CopyId copy,
        String digest,
        long size,
        Instant firstSeenAt,
        Instant storedAt,
        String subject,
        String sender) {}
