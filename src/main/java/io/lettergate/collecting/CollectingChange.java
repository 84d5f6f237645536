package io.lettergate.collecting;

import io.lettergate.accounts.AccountId;
import java.time.Instant;

/** Something that happened while collecting; published in the transaction that it happened in. */
public sealed interface CollectingChange {

    AccountId account();

    /** A look began. */
    record LookStarted(AccountId account, Look look) implements CollectingChange {}

    /** A look is further than before. */
    record LookProgressed(AccountId account, Look look) implements CollectingChange {}

    /** A look ended, well or not. */
    record LookFinished(AccountId account, Look look) implements CollectingChange {}

    /** Messages will leave the server. */
    record Due(AccountId account, long messages, Instant at) implements CollectingChange {}

    /** Messages were found to be gone from the server after we removed them. */
    record RemovedFromServer(AccountId account, long messages) implements CollectingChange {}

    /** The server gave one name to two messages, or new names to all. */
    record Collision(AccountId account, String what) implements CollectingChange {}

    /** The person has to give a new password. */
    record SignInRequired(AccountId account) implements CollectingChange {}
}
