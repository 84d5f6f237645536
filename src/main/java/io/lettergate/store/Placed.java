package io.lettergate.store;

import io.lettergate.mail.Flag;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message that is to lie in a mailbox, with its flags there. */
record Placed(
        long number,
        Digest digest,
        long size,
        Instant receivedAt,
        Instant storedAt,
        Set<Flag> flags,
        @Nullable Origin origin) {

    Placed {
        flags = Set.copyOf(flags);
    }

    Placed(long number, Fresh message) {
        this(
                number,
                message.digest(),
                message.size(),
                message.receivedAt(),
                message.storedAt(),
                message.flags(),
                message.origin());
    }

    Placed with(Set<Flag> other) {
        return new Placed(number, digest, size, receivedAt, storedAt, other, origin);
    }

    boolean isUnread() {
        return !flags.contains(Flag.SEEN);
    }

    Line.Stored line(long modSeq, Box box, long uid) {
        return new Line.Stored(
                modSeq,
                box.uidValidity().value(),
                uid,
                number,
                digest.hex(),
                size,
                receivedAt.toEpochMilli(),
                storedAt.toEpochMilli(),
                FlagText.of(flags),
                origin == null ? null : Origins.line(origin));
    }
}
