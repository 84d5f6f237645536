package io.lettergate.accounts;

import io.lettergate.accounts.spi.CredentialCheck;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The accounts that people have signed in with. */
@Service
public class Accounts {

    private final Domains domains;
    private final JdbcAccounts stored;
    private final Keyring keyring;
    private final List<CredentialCheck> checks;

    Accounts(Domains domains, JdbcAccounts stored, Keyring keyring, List<CredentialCheck> checks) {
        this.domains = domains;
        this.stored = stored;
        this.keyring = keyring;
        this.checks = List.copyOf(checks);
    }

    /**
     * Signs in to the mail server of the address, once; the first time, that makes the account.
     *
     * @throws MailFailure if there is no server for it, or it refuses, or it cannot be asked
     */
    public Account signIn(String address, Password password) {
        return signIn(address, password, null);
    }

    /**
     * The same for a request from another machine.
     *
     * @param client the address of that machine, which a server is told that trusts us, and no other
     */
    public Account signIn(String address, Password password, @Nullable String client) {
        var wanted = address.strip().toLowerCase(Locale.ROOT);
        var domain = domains.require(domainOf(wanted));
        var account = stored.known(wanted)
                .map(known -> at(domain, wanted, known))
                .orElseGet(() -> at(domain, wanted, AccountId.random()));
        checkFor(domain.protocol()).check(account, password, domain.trustsUs() ? client : null);
        var kept = stored.keep(account);
        keyring.keep(kept.id(), password);
        return kept;
    }

    /** The account with this id, with its server as configured now. */
    public Optional<Account> find(AccountId id) {
        return stored.addressOf(id).map(address -> at(domains.require(domainOf(address)), address, id));
    }

    private CredentialCheck checkFor(Protocol protocol) {
        return checks.stream()
                .filter(check -> check.serves(protocol))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No connector for " + protocol));
    }

    private static Account at(MailDomain domain, String address, AccountId id) {
        var userName = switch (domain.login()) {
            case ADDRESS -> address;
            case LOCAL_PART -> address.substring(0, address.lastIndexOf('@'));
        };
        return new Account(id, address, userName, domain.protocol(), domain.incoming());
    }

    private static String domainOf(String address) {
        var at = address.lastIndexOf('@');
        var clean = address.chars().noneMatch(c -> c <= 0x20 || c == 0x7F);
        if (at < 1 || at == address.length() - 1 || !clean) {
            throw new MailFailure.AddressInvalid();
        }
        return address.substring(at + 1);
    }
}
