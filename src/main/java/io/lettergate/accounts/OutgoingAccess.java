package io.lettergate.accounts;

import io.lettergate.mail.Endpoint;

/**
 * How mail of an address is handed in.
 *
 * @param userName what the server wants to be told as the user's name
 */
public record OutgoingAccess(Endpoint server, String userName) {

    private static final int LONGEST = 320;

    public OutgoingAccess {
        var clean = userName.chars().noneMatch(character -> character < 0x20 || character == 0x7F);
        if (userName.isBlank() || userName.length() > LONGEST || !clean) {
            throw new IllegalArgumentException("A user's name has 1 to " + LONGEST + " characters on one line");
        }
    }
}
