package io.lettergate.accounts;

/**
 * An account is reached in another way from now on: by another server, or by another protocol.
 *
 * @param owner the account that its person signs in with
 */
public record AccountMoved(AccountId account, AccountId owner) {}
