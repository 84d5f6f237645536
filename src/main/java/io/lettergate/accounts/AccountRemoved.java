package io.lettergate.accounts;

/**
 * An account is gone from here; its mailbox at the server is as it was.
 *
 * @param owner the account that its person signs in with
 */
public record AccountRemoved(AccountId account, AccountId owner) {}
