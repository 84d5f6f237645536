package io.lettergate.accounts;

/**
 * A mail server refused the password or token that we hold for an account: nobody asks it again before there is a new one.
 *
 * @param owner the account that its person signs in with
 */
public record AccountRefused(AccountId account, AccountId owner) {}
