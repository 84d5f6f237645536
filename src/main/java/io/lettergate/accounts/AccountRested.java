package io.lettergate.accounts;

/**
 * An account was put to rest: its password is gone, so nobody asks its server any more, and what is here stays.
 *
 * @param owner the account that its person signs in with
 */
public record AccountRested(AccountId account, AccountId owner) {}
