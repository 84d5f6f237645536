package io.lettergate.webmail.content;

import io.lettergate.accounts.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * How somebody looks at a message this time.
 *
 * @param reader who it is, by the account that they sign in with
 * @param pictures whether those of the Web are wanted now
 * @param colours own for the sender's, adapted for ours; absent where that was not said
 * @param theme light or dark; absent where the system decides
 */
public record Glasses(
        AccountId reader,
        boolean pictures,
        @Nullable String colours,
        @Nullable String theme) {

    /** The name of the parameter that brings pictures of the Web, and its word. */
    public static final String PICTURES = "pictures";

    public static final String SHOW = "show";
    public static final String OWN = "own";

    public static Glasses of(
            AccountId reader, @Nullable String pictures, @Nullable String colours, @Nullable String theme) {
        return new Glasses(
                reader,
                SHOW.equals(pictures),
                OWN.equals(colours) || "adapted".equals(colours) ? colours : null,
                "light".equals(theme) || "dark".equals(theme) ? theme : null);
    }
}
