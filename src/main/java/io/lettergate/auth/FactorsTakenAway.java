package io.lettergate.auth;

import io.lettergate.accounts.AccountId;

/**
 * The operator took all second factors of somebody away, who had lost them.
 *
 * @param person the account that they sign in with
 * @param address its mail address
 */
public record FactorsTakenAway(AccountId person, String address) {}
