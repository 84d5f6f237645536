package io.lettergate.auth;

import io.lettergate.accounts.AccountId;

/** Knows who has a second factor. */
public interface SecondFactors {

    /**
     * Whether a password alone does not let this person in.
     *
     * @param person the account that they sign in with
     */
    boolean guard(AccountId person);
}
