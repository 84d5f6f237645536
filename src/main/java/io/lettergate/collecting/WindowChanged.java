package io.lettergate.collecting;

import io.lettergate.accounts.AccountId;

/** Somebody changed how long mail stays on its server; published in the transaction that it happened in. */
public record WindowChanged(AccountId account, KeepOnServer before, KeepOnServer now) {}
