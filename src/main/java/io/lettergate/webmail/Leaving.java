package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.Standing;
import org.jspecify.annotations.Nullable;

/**
 * The first messages that are about to leave a server.
 *
 * @param account the id of its account
 * @param day in words
 */
public record Leaving(String account, String provider, String day, long messages) {

    /** Absent if none will leave. */
    static @Nullable Leaving of(Account account, Standing standing, Almanac almanac) {
        var at = standing.nextLeavingAt();
        return at == null
                ? null
                : new Leaving(account.id().toString(), account.provider(), almanac.day(at), standing.nextLeaving());
    }
}
