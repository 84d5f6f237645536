package io.lettergate.accounts;

import io.lettergate.mail.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Removes the passwords that were stored before the operator decided that none are. */
@Component
class UnstoredPasswords {

    private static final Logger LOG = LoggerFactory.getLogger(UnstoredPasswords.class);

    private final PasswordSettings settings;
    private final JdbcAccounts stored;
    private final Accounts accounts;
    private final Keyring keyring;

    UnstoredPasswords(PasswordSettings settings, JdbcAccounts stored, Accounts accounts, Keyring keyring) {
        this.settings = settings;
        this.stored = stored;
        this.accounts = accounts;
        this.keyring = keyring;
    }

    @EventListener(ApplicationReadyEvent.class)
    void remove() {
        if (settings.storesThem()) {
            return;
        }
        var gone = stored.withSecrets().stream()
                .filter(StoredAccount::isToSignIn)
                .filter(account -> accounts.find(account.id())
                        .filter(reached -> reached.protocol() == Protocol.IMAP)
                        .isPresent())
                .toList();
        gone.forEach(account -> keyring.forget(account.id()));
        LOG.info("passwords=session removed={}", gone.size());
    }
}
