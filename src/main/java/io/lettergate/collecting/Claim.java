package io.lettergate.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Uidl;
import org.jspecify.annotations.Nullable;

/**
 * The right to look into a mailbox, which one look at a time has.
 *
 * @param token which owner this is; a later one has a higher one
 * @param look the id of the look
 * @param statCount how many messages there were when the last whole listing was read
 * @param lastUidl of the last message in that listing; absent if it had none
 * @param mayShorten whether a mailbox that has as many messages and octets as then need not be listed again
 * @param isFirst whether nothing was ever listed
 * @param mayRemove whether the clock can be trusted to remove something
 */
public record Claim(
        Account account,
        long token,
        String look,
        KeepOnServer window,
        long statCount,
        long statOctets,
        @Nullable Uidl lastUidl,
        boolean mayShorten,
        boolean isFirst,
        boolean mayRemove) {

    /** Whether the server lists no more what it has handed out, so that there may be more behind it. */
    public boolean isOfHidingServer() {
        return Servers.hidesCollected(account);
    }
}
