package io.lettergate.events;

import io.lettergate.accounts.Account;
import io.lettergate.mailbox.spi.MailWatcher;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account that somebody looks at, and its watch where this node has the lease; one thread at a time touches it. */
class Watched {

    final Account account;
    int viewers;
    Instant lastSeen = Instant.EPOCH;
    Leases.@Nullable Lease lease;
    MailWatcher.@Nullable Watch watch;

    Watched(Account account) {
        this.account = account;
    }
}
