package io.lettergate.accounts;

/**
 * Somebody has a new account: by signing in for the first time, or by linking it.
 *
 * @param owner the account that its person signs in with
 */
public record AccountLinked(AccountId account, AccountId owner) {}
