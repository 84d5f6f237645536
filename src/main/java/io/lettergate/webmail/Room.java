package io.lettergate.webmail;

import io.lettergate.mail.Quota;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much storage an account has, as pages show it.
 *
 * @param used in words
 * @param limit in words
 * @param percent of it that is taken, 100 at most
 * @param level how near the end is
 */
record Room(String used, String limit, int percent, String level) {

    static @Nullable Room of(@Nullable Quota quota) {
        return quota == null
                ? null
                : new Room(
                        Octets.words(quota.used()),
                        Octets.words(quota.limit()),
                        Math.min(quota.percent(), 100),
                        quota.level().name().toLowerCase(Locale.ROOT));
    }

    public boolean isCritical() {
        return level.equals("critical");
    }
}
