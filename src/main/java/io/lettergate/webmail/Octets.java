package io.lettergate.webmail;

import java.util.Locale;

/** Sizes as people read them. */
public final class Octets {

    private static final int STEP = 1000;

    private Octets() {}

    /** A size in the unit that fits it. */
    public static String words(long octets) {
        if (octets < STEP) {
            return octets + " B";
        }
        var kilo = (double) octets / STEP;
        if (kilo < STEP) {
            return Math.round(kilo) + " KB";
        }
        var mega = kilo / STEP;
        return mega < STEP
                ? String.format(Locale.ROOT, "%.1f MB", mega)
                : String.format(Locale.ROOT, "%.1f GB", mega / STEP);
    }
}
