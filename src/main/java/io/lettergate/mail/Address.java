package io.lettergate.mail;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who writes or receives mail (RFC 5322 §3.4).
 *
 * @param name the display name, absent where none was given
 * @param email the address as it stood in the message, which need not be a valid one
 */
public record Address(@Nullable String name, String email) {

    /** What to call this person: the name, else the address. */
    public String label() {
        return name == null || name.isBlank() ? email : name;
    }
}
