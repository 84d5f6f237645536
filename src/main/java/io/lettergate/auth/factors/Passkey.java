package io.lettergate.auth.factors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key on a device or in a password store, which signs its owner in.
 *
 * @param usedAt when it was last used; absent if it never was
 */
public record Passkey(
        String id, String name, Instant createdAt, @Nullable Instant usedAt) {}
