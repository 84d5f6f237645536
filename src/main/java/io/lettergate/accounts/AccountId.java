package io.lettergate.accounts;

import java.util.UUID;

/** Which account: the same on every node and after a restart. */
public record AccountId(UUID value) {

    public static AccountId random() {
        return new AccountId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
