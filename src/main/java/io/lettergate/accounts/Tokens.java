package io.lettergate.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider gave (RFC 6749 §5.1). It never shows itself.
 *
 * @param access lets us use a mailbox, for a while
 * @param endsAt when that is over; absent where the provider does not say
 * @param refresh gets the next ones; absent where the one before stays good, or none was given
 */
public record Tokens(
        String access, @Nullable Instant endsAt, @Nullable String refresh) {

    @Override
    public String toString() {
        return "Tokens(not shown)";
    }
}
