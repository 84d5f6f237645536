package io.lettergate.accounts;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * An account as it is stored.
 *
 * @param owner the sign-in account of its person; an account that owns itself is one
 * @param protocol which of the servers of its domain is meant; absent for the one that the operator prefers
 * @param access the server that was named for it; absent where the operator's table says
 */
record StoredAccount(
        AccountId id,
        AccountId owner,
        MailAddress address,
        @Nullable Protocol protocol,
        @Nullable Access access) {

    /** One that the operator's table says all about. */
    static StoredAccount toSignIn(MailAddress address) {
        var id = AccountId.random();
        return new StoredAccount(id, id, address, null, null);
    }

    boolean isToSignIn() {
        return id.equals(owner);
    }

    StoredAccount reachedBy(Protocol protocol, @Nullable Access access) {
        return new StoredAccount(id, owner, address, protocol, access);
    }

    @Nullable
    Endpoint server() {
        return access == null ? null : access.incoming();
    }
}
