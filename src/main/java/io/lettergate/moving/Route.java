package io.lettergate.moving;

import io.lettergate.accounts.Account;

/** From which account to which. */
record Route(Account from, Account to) {

    Route {
        if (from.id().equals(to.id())) {
            throw new IllegalArgumentException("An account cannot be copied to itself");
        }
    }
}
