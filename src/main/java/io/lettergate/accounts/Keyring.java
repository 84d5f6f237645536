package io.lettergate.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.lettergate.accounts.vault.Vault;
import io.lettergate.mail.MailFailure;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The passwords and access tokens of accounts. Those that outlive a session are in the vault; where the operator wants none
 * stored, those of people who are signed in are lent by their sessions, and forgotten soon after.
 */
@Component
public class Keyring {

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    /** A program that sends its password with each call is asked for it anew no later than this. */
    private static final Duration FORGOTTEN_SOON_AFTER = Duration.ofMinutes(6);
    /** Another node may change what is stored. */
    private static final Duration OPEN_FOR = Duration.ofSeconds(5);

    private static final String PASSWORD = "password";

    private final Cache<AccountId, Credential> held;
    private final Cache<AccountId, Credential> opened =
            Caffeine.newBuilder().expireAfterWrite(OPEN_FOR).build();
    private final Lendings lent = new Lendings();
    private final ObjectProvider<Vault> vault;
    private final ObjectProvider<PasswordSettings> settings;

    Keyring(ObjectProvider<Vault> vault, ObjectProvider<PasswordSettings> settings) {
        this.vault = vault;
        this.settings = settings;
        this.held = Caffeine.newBuilder()
                .expireAfter(Expiry.<AccountId, Credential>accessing((id, credential) -> life(credential)))
                .build();
    }

    private Duration life(Credential credential) {
        return credential instanceof Password && isLentBySessions() ? FORGOTTEN_SOON_AFTER : FORGOTTEN_AFTER;
    }

    /** Whether the passwords of people who sign in are stored nowhere, so that their sessions have to lend them. */
    public boolean isLentBySessions() {
        return settings.stream().anyMatch(one -> !one.storesThem());
    }

    /** Holds what the mail server of an account has taken, in memory. */
    public void keep(AccountId account, Credential credential) {
        held.put(account, credential);
    }

    /** The password that the mail server of an account took last, while it is in memory. */
    public Optional<Password> inHand(AccountId account) {
        return held.getIfPresent(account) instanceof Password password ? Optional.of(password) : Optional.empty();
    }

    /** Takes the password of an account from a session, until that asks for it back. */
    public Lending lend(AccountId account, Password password) {
        return lent.add(account, password);
    }

    /** Forgets what is in memory only, as its person leaves. */
    public void letGo(AccountId account) {
        held.invalidate(account);
        opened.invalidate(account);
    }

    /** Stores it in the vault in place of the one before; false if it was there already. */
    boolean store(AccountId account, Password password) {
        letGo(account);
        return vault.getObject().keep(account.toString(), PASSWORD, password.reveal());
    }

    /** Whether a password is held; asking does not make it held any longer. */
    public boolean holds(AccountId account) {
        return held.asMap().containsKey(account)
                || lent.find(account).isPresent()
                || vault.stream().anyMatch(store -> store.holds(account.toString(), PASSWORD));
    }

    /**
     * The password or token of an account whose owner is signed in, or has stored it.
     *
     * @throws MailFailure.SignInNeeded if none is held
     */
    public Credential require(AccountId account) {
        var credential = held.getIfPresent(account);
        return credential != null ? credential : lent.find(account).orElseGet(() -> opened.get(account, this::stored));
    }

    private Credential stored(AccountId account) {
        return vault.stream()
                .flatMap(store -> store.read(account.toString(), PASSWORD).stream())
                .findFirst()
                .map(Password::new)
                .orElseThrow(this::nothing);
    }

    private MailFailure nothing() {
        return isLentBySessions()
                ? new MailFailure.SignInNeeded(
                        "This Lettergate stores no passwords of those who sign in, so this mailbox"
                                + " can be read only while its person is signed in. Please sign in again.")
                : new MailFailure.SignInNeeded();
    }

    /** Forgets it wherever it is. */
    void forget(AccountId account) {
        letGo(account);
        lent.remove(account);
        vault.ifAvailable(store -> store.remove(account.toString(), PASSWORD));
    }
}
