package io.lettergate.store;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountRecovery.Facts;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a journal says of its account, so that it can be made again.
 *
 * @param host absent where the operator's table of domains names the server
 */
record AccountFacts(
        String id,
        String address,
        String owner,
        String ownerAddress,
        @Nullable String protocol,
        @Nullable String userName,
        @Nullable String host,
        int port,
        @Nullable String encryption) {

    static AccountFacts of(Facts facts) {
        var access = facts.access();
        var protocol = facts.protocol();
        return new AccountFacts(
                facts.id().toString(),
                facts.address(),
                facts.owner().toString(),
                facts.ownerAddress(),
                protocol == null ? null : protocol.name(),
                access == null ? null : access.userName(),
                access == null ? null : access.incoming().host(),
                access == null ? 0 : access.incoming().port(),
                access == null ? null : access.incoming().encryption().name());
    }

    Facts facts() {
        var spoken = protocol == null ? null : Protocol.valueOf(protocol);
        return new Facts(
                new AccountId(UUID.fromString(id)),
                address,
                new AccountId(UUID.fromString(owner)),
                ownerAddress,
                spoken,
                access(spoken));
    }

    private @Nullable Access access(@Nullable Protocol spoken) {
        if (host == null || userName == null || encryption == null) {
            return null;
        }
        var endpoint = new Endpoint(host, port, Endpoint.Encryption.valueOf(encryption));
        return new Access(spoken == null ? Protocol.POP3 : spoken, endpoint, userName);
    }
}
