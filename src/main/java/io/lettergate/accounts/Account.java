package io.lettergate.accounts;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;

/**
 * A mailbox somebody has connected.
 *
 * @param address the mail address, in lower case
 * @param userName what its server wants to be told as the user's name
 */
public record Account(AccountId id, String address, String userName, Protocol protocol, Endpoint incoming) {

    /** Who keeps the mail, as people call it: what stands after the @. */
    public String provider() {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
