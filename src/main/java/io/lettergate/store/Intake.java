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
     * Keeps finished messages: their files are made durable first, then described in the sidecar, and then entered into
     * the account's Inbox in one transaction.
     *
     * @param alongside is called in that transaction with what was kept, in the order given, and undoes all if it throws
     */
    void keep(Account account, List<Arrival> arrivals, Consumer<List<Kept>> alongside) throws IOException;

    /** A finished message and where it came from. */
    record Arrival(Incoming message, Origin origin) {}

    /**
     * A message that is kept now.
     *
     * @param again whether it was kept before: nothing was entered a second time
     */
    record Kept(Origin origin, CopyId copy, Digest digest, long size, boolean again) {}
}
