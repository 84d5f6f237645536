package io.lettergate.accounts;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;

/**
 * A mailbox somebody has connected.
 *
 * @param address the mail address, in lower case
 * @param userName what its server wants to be told as the user's name
 */
public record Account(AccountId id, String address, String userName, Protocol protocol, Endpoint incoming) {}
