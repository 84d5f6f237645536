package io.lettergate.operations.spi;

import io.lettergate.operations.Operation;

/** One kind of long work. It can be cut short at any instant, and is then done again from the beginning. */
public interface LongWork {

    /** Which kind it does. */
    String kind();

    /**
     * Does it, or goes on with it. A {@link io.lettergate.mail.MailFailure} that passes by itself has it done again
     * later; any other ends it.
     */
    void carryOut(Operation operation, Progress progress);

    /** Whether what it made is kept for its person when the account is gone. */
    default boolean outlivesAccount() {
        return false;
    }

    /** Hears that an operation is over that did not end well, or is forgotten: what it left behind can go. */
    default void abandon(Operation operation) {}
}
