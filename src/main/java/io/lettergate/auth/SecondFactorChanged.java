package io.lettergate.auth;

import io.lettergate.accounts.AccountId;

/**
 * Somebody's second factors are not what they were.
 *
 * @param person the account that they sign in with
 */
public record SecondFactorChanged(AccountId person, Change change) {

    /** What was done. */
    public enum Change {
        APP_ADDED,
        APP_REMOVED,
        PASSKEY_ADDED,
        PASSKEY_REMOVED,
        RECOVERY_CODES_MADE
    }
}
