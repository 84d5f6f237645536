package io.lettergate.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettergate.accounts.vault.Vault;
import io.lettergate.mail.MailFailure;
import java.time.Duration;
import java.util.Optional;
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
    private final ObjectProvider<Refusals> refusals;

    Keyring(ObjectProvider<Vault> vault, ObjectProvider<Refusals> refusals) {
        this.vault = vault;
        this.refusals = refusals;
    }

    /** Holds what the mail server of an account has taken, in memory. */
    public void keep(AccountId account, Credential credential) {
        held.put(account, credential);
        refusals.ifAvailable(known -> known.clear(account));
    }

    /** Stores it in the vault in place of the one before; false if it was there already. */
    boolean store(AccountId account, Password password) {
        held.invalidate(account);
        refusals.ifAvailable(known -> known.clear(account));
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
     * @throws MailFailure.SignInRefused if its mail server has refused it, which is not asked again with the same
     * @throws MailFailure.SignInNeeded if none is held
     */
    public Credential require(AccountId account) {
        refusal(account).ifPresent(refused -> {
            throw refused;
        });
        return held(account);
    }

    /** The same whatever its mail server thinks of it, for who asks another server. */
    Credential held(AccountId account) {
        var credential = held.getIfPresent(account);
        return credential != null ? credential : stored(account);
    }

    /** What its mail server said to what is held; absent where it took it, or was not asked yet. */
    Optional<MailFailure.SignInRefused> refusal(AccountId account) {
        return refusals.stream().flatMap(known -> known.of(account).stream()).findFirst();
    }

    /**
     * A mail server refused this. If it is what we hold, nobody asks again before the person gives something new; what was
     * in memory only is forgotten.
     */
    public void refused(AccountId account, Credential credential, MailFailure.SignInRefused refused) {
        if (holds(account) && isHeld(account, credential)) {
            refusals.ifAvailable(known -> {
                known.note(account, refused);
                held.invalidate(account);
            });
        }
    }

    private boolean isHeld(AccountId account, Credential credential) {
        return !(credential instanceof Password) || credential.equals(held(account));
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
