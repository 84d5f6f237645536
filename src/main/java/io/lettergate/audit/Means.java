package io.lettergate.audit;

import java.util.Locale;

/** By which means somebody did something. */
public enum Means {
    /** With a browser's session. */
    SESSION,
    /** By HTTP Basic. */
    BASIC,
    /** With a token. */
    TOKEN,
    /** Nobody did; Lettergate did it by itself, as it was told to before. */
    LETTERGATE;

    /** The means as JSON and the table spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
