package io.lettergate.api;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import org.jspecify.annotations.Nullable;

/**
 * Whether the mail of an account can be had.
 *
 * @param problem what its server said no with, in a sentence; absent where it did not
 */
record AccountState(String word, @Nullable String problem) {

    static final AccountState CONNECTED = new AccountState("connected", null);
    private static final AccountState RESTING = new AccountState("resting", null);

    static AccountState of(Accounts accounts, Account account) {
        return accounts.refusal(account)
                .map(sentence -> new AccountState("auth-failed", sentence))
                .orElseGet(() -> accounts.isResting(account) ? RESTING : CONNECTED);
    }

    boolean isRefused() {
        return problem != null;
    }
}
