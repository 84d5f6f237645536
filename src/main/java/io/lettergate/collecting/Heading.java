package io.lettergate.collecting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a message tells.
 *
 * @param digest SHA-256 of the header without what servers change, in hexadecimal
 * @param sentAt when the message was sent or passed on, as far as it says so
 */
public record Heading(
        String digest,
        String subject,
        String sender,
        @Nullable Instant sentAt) {}
