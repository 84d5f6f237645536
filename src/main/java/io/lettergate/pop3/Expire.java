package io.lettergate.pop3;

import org.jspecify.annotations.Nullable;

/**
 * How long a server itself keeps messages (EXPIRE of RFC 2449 §6.7).
 *
 * @param days absent where it keeps them for good; none where they go when they were read
 */
record Expire(@Nullable Integer days) {

    static final Expire NEVER = new Expire(null);

    boolean isNever() {
        return days == null;
    }
}
