package io.lettergate.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettergate.accounts.vault.Vault;
import io.lettergate.mail.MailFailure;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The passwords and access tokens of accounts. Those of people who are signed in stay in memory only, and what nobody
 * used for a while is forgotten; those that have to outlive the session are in the vault.
 */
@Component
public class Keyring {

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final String PASSWORD = "password";

    private final Cache<AccountId, Credential> held =
            Caffeine.newBuilder().expireAfterAccess(FORGOTTEN_AFTER).build();
    private final ObjectProvider<Vault> vault;

    Keyring(ObjectProvider<Vault> vault) {
        this.vault = vault;
    }

    /** Holds what the mail server of an account has taken, in memory. */
    public void keep(AccountId account, Credential credential) {
        held.put(account, credential);
    }

    /** Stores it in the vault in place of the one before; false if it was there already. */
    boolean store(AccountId account, Password password) {
        held.invalidate(account);
        return vault.getObject().keep(account.toString(), PASSWORD, password.reveal());
    }

    /** Whether a password is held; asking does not make it held any longer. */
    public boolean holds(AccountId account) {
        return held.asMap().containsKey(account)
                || vault.stream().anyMatch(store -> store.holds(account.toString(), PASSWORD));
    }

    /**
     * The password or token of an account whose owner is signed in, or has stored it.
     *
     * @throws MailFailure.SignInNeeded if none is held
     */
    public Credential require(AccountId account) {
        var credential = held.getIfPresent(account);
        return credential != null ? credential : stored(account);
    }

    private Credential stored(AccountId account) {
        return vault.stream()
                .flatMap(store -> store.read(account.toString(), PASSWORD).stream())
                .findFirst()
                .map(Password::new)
                .orElseThrow(MailFailure.SignInNeeded::new);
    }

    /** Forgets it wherever it is. */
    void forget(AccountId account) {
        held.invalidate(account);
        vault.ifAvailable(store -> store.remove(account.toString(), PASSWORD));
    }
}
