package io.lettergate.store;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.spi.LocalCopies.CopyId;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Takes collected messages in, so that none is lost or kept twice. */
public interface Intake {

    /** Begins a message. Constant memory, whatever its size. */
    Incoming begin() throws IOException;

    /**
     * Makes the files of finished messages durable. They are nobody's yet: only {@link #keep(Batch, Consumer)} makes them
     * mail.
     */
    Batch prepare(Account account, List<Arrival> arrivals) throws IOException;

    /**
     * Enters messages whose files are durable into the account's Inbox, and describes them in the sidecar, in one
     * transaction.
     *
     * @param alongside is called in that transaction with what was kept, in the order given, and undoes all if it throws
     */
    void keep(Batch batch, Consumer<List<Kept>> alongside) throws IOException;

    /** Does both, one after the other. */
    default void keep(Account account, List<Arrival> arrivals, Consumer<List<Kept>> alongside) throws IOException {
        keep(prepare(account, arrivals), alongside);
    }

    /** Messages of an account whose files are durable. */
    interface Batch {

        Account account();

        List<Arrival> arrivals();
    }

    /** A finished message and where it came from. */
    record Arrival(Incoming message, Origin origin) {}

    /**
     * A message that is kept now.
     *
     * @param again whether it was kept before: nothing was entered a second time
     */
    record Kept(Origin origin, CopyId copy, Digest digest, long size, boolean again) {}
}
