package io.lettergate.store;

import io.lettergate.mail.Flag;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message whose octets are safe on the disk, to be entered into a mailbox.
 *
 * @param origin absent unless it was collected
 */
record Fresh(
        Digest digest,
        long size,
        Description description,
        Instant receivedAt,
        Instant storedAt,
        Set<Flag> flags,
        @Nullable Origin origin) {

    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    Fresh {
        flags = Set.copyOf(flags);
    }

    /** One that was collected: it counts as received when its server says so, if that can be. */
    static Fresh collected(Prepared prepared, Instant now, Origin origin) {
        var said = prepared.description().receivedAt();
        var received = said == null || said.isAfter(now) || said.isBefore(EARLIEST) ? now : said;
        return new Fresh(prepared.digest(), prepared.size(), prepared.description(), received, now, Set.of(), origin);
    }
}
