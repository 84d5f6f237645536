package io.lettergate.auth.sessions;

import io.lettergate.accounts.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A browser as it is stored.
 *
 * @param digest of the token that it holds; absent where it is not to be known again
 * @param before the same of the token before
 * @param changed when the one took the place of the other
 * @param confirmed whether the browser has shown the new one
 * @param begun when the session began
 * @param seen when somebody clicked last
 * @param remembered until when it may sign in by itself; absent where it may not
 * @param trusted until when it stands for the second factor; absent where it does not
 * @param ended when it was signed out; absent while it is not
 * @param copiedFrom from where an old token was shown, which only a copy can do; absent where that never was
 */
record StoredBrowser(
        String id,
        AccountId owner,
        @Nullable String digest,
        @Nullable String before,
        Instant changed,
        boolean confirmed,
        String device,
        String client,
        Instant begun,
        Instant seen,
        @Nullable Instant remembered,
        @Nullable Instant trusted,
        @Nullable Instant ended,
        @Nullable String copiedFrom) {

    /** Whether its session goes on, by the clock. */
    boolean isLive(Instant now, SessionsSettings settings) {
        return ended == null
                && seen.plus(settings.idle()).plusSeconds(60).isAfter(now)
                && begun.plus(settings.absolute()).isAfter(now);
    }

    boolean isRemembered(Instant now) {
        return ended == null && remembered != null && remembered.isAfter(now);
    }

    boolean isTrusted(Instant now) {
        return digest != null && trusted != null && trusted.isAfter(now);
    }
}
