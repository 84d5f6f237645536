package io.lettergate.collecting;

import io.lettergate.accounts.AccountId;

/** Somebody wants an account to be looked at now; published in the transaction that notes it. */
public record LookWanted(AccountId account) {}
