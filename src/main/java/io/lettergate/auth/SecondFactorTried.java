package io.lettergate.auth;

import io.lettergate.accounts.AccountId;

/**
 * Somebody gave a second factor.
 *
 * @param person the account that they sign in with
 * @param taken whether it was right
 */
public record SecondFactorTried(AccountId person, Kind kind, boolean taken) {

    /** Of which kind it was. */
    public enum Kind {
        APP,
        RECOVERY_CODE,
        PASSKEY
    }
}
