package io.lettergate.accounts;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Tells what is known of an account, so that it can be written down elsewhere, and made again from that. */
@Service
public class AccountRecovery {

    private final JdbcAccounts stored;

    AccountRecovery(JdbcAccounts stored) {
        this.stored = stored;
    }

    public Facts facts(AccountId id) {
        var account = stored.find(id).orElseThrow(MailFailure.NoSuchAccount::new);
        var owner = stored.find(account.owner()).orElse(account);
        return new Facts(
                id,
                account.address().value(),
                account.owner(),
                owner.address().value(),
                account.protocol(),
                account.access());
    }

    /**
     * Makes an account again under its old id, and its owner if that is missing, too.
     *
     * @return false if there is one for its address already, under another id
     */
    public boolean restore(Facts facts) {
        if (stored.find(facts.id()).isPresent()) {
            return true;
        }
        var address = MailAddress.of(facts.address());
        if (facts.owner().equals(facts.id())) {
            return stored.toSignIn(address).isEmpty()
                    && stored.add(new StoredAccount(facts.id(), facts.id(), address, facts.protocol(), facts.access()));
        }
        var owner = owner(facts.owner(), MailAddress.of(facts.ownerAddress()));
        return stored.add(new StoredAccount(facts.id(), owner, address, facts.protocol(), facts.access()));
    }

    /** Who signed in again since is the same person under another id. */
    private AccountId owner(AccountId id, MailAddress address) {
        var known = stored.toSignIn(address);
        if (known.isEmpty()) {
            stored.add(new StoredAccount(id, id, address, null, null));
        }
        return known.map(StoredAccount::id).orElse(id);
    }

    /**
     * What is known of an account, but for its password.
     *
     * @param owner the account that its person signs in with, maybe itself
     * @param protocol absent where the operator's table of domains says it
     * @param access absent where the operator's table of domains says it
     */
    public record Facts(
            AccountId id,
            String address,
            AccountId owner,
            String ownerAddress,
            @Nullable Protocol protocol,
            @Nullable Access access) {}
}
