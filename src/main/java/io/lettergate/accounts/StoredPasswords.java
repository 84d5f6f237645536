package io.lettergate.accounts;

import io.lettergate.mail.Protocol;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Notes that a mail server took a password, and tells of it in the same transaction. */
@Component
class StoredPasswords {

    private final JdbcAccounts stored;
    private final Keyring keyring;
    private final PasswordSettings settings;
    private final ApplicationEventPublisher events;

    StoredPasswords(JdbcAccounts stored, Keyring keyring, PasswordSettings settings, ApplicationEventPublisher events) {
        this.stored = stored;
        this.keyring = keyring;
        this.settings = settings;
        this.events = events;
    }

    /** Whether the password of somebody who signs in is stored; mail that is collected has to be so while they are away. */
    boolean stores(Protocol protocol) {
        return protocol == Protocol.POP3 || settings.storesThem();
    }

    /** Somebody signed in. */
    @Transactional
    StoredAccount signedIn(StoredAccount account, Protocol protocol, Credential credential) {
        var isNew = stored.toSignIn(account.address()).isEmpty();
        var kept = stored.keep(account);
        var isChanged = stores(protocol) && keyring.store(kept.id(), credential);
        if (!stores(protocol)) {
            keyring.forget(kept.id());
            keyring.keep(kept.id(), credential);
        }
        if (isNew) {
            events.publishEvent(new AccountLinked(kept.id(), kept.id()));
        } else if (isChanged || protocol == Protocol.POP3) {
            events.publishEvent(new PasswordChanged(kept.id()));
        }
        return kept;
    }

    /** Somebody signed in whom a provider vouched for, and whose mailbox is reached as before. */
    StoredAccount vouchedFor(StoredAccount account) {
        return stored.keep(account);
    }

    /** Puts a new password in place of the stored one. */
    @Transactional
    void replace(AccountId account, Credential credential) {
        if (keyring.store(account, credential)) {
            events.publishEvent(new PasswordChanged(account));
        }
    }
}
