package io.lettergate.webmail.compose;

import java.util.Locale;

/** Octets in words. */
final class Sizes {

    private static final long KILO = 1 << 10;
    private static final long MEGA = 1 << 20;

    private Sizes() {}

    static String words(long octets) {
        if (octets < KILO) {
            return octets + " B";
        }
        return octets < MEGA ? octets / KILO + " KB" : String.format(Locale.ROOT, "%.1f MB", (double) octets / MEGA);
    }
}
