package io.lettergate.accounts;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;

/**
 * How the mail of an address is reached.
 *
 * @param userName what the server wants to be told as the user's name
 */
public record Access(Protocol protocol, Endpoint incoming, String userName) {

    private static final int LONGEST = 320;

    public Access {
        var clean = userName.chars().noneMatch(character -> character < 0x20 || character == 0x7F);
        if (userName.isBlank() || userName.length() > LONGEST || !clean) {
            throw new IllegalArgumentException("A user's name has 1 to " + LONGEST + " characters on one line");
        }
    }

    /** An account that is reached in this way. */
    public Account of(AccountId id, String address) {
        return new Account(id, address, userName, protocol, incoming);
    }
}
