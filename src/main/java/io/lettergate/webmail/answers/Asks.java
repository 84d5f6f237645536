package io.lettergate.webmail.answers;

import org.jspecify.annotations.Nullable;

/**
 * What a message wants of its reader.
 *
 * @param receipt where its sender wants a receipt to go; absent where none is wanted
 * @param list how the list that it came by can be left, as the last part of a message key; absent where it cannot
 * @param where the host or address that is told then
 */
public record Asks(@Nullable String receipt, @Nullable String list, String where) {

    /** It wants nothing. */
    public static final Asks NOTHING = new Asks(null, null, "");
}
