package io.lettergate.moving;

import io.lettergate.accounts.Account;

/** From which account to which; both can be one account that is reached in two ways. */
record Route(Account from, Account to) {

    Route {
        if (from.equals(to)) {
            throw new IllegalArgumentException("An account cannot be copied to itself");
        }
    }
}
