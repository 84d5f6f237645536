package io.lettergate.collecting;

import io.lettergate.accounts.AccountId;

/** Somebody wants a message removed from its server at the next look; published in that transaction. */
public record RemovalOrdered(AccountId account) {}
