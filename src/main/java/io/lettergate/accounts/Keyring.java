package io.lettergate.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.lettergate.accounts.vault.Vault;
import io.lettergate.mail.MailFailure;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
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
    private final Cache<AccountId, Password> opened =
            Caffeine.newBuilder().expireAfterWrite(OPEN_FOR).build();
    private final Lendings lent = new Lendings();
    private final ObjectProvider<Vault> vault;
    private final ObjectProvider<Agreements> agreements;
    private final ObjectProvider<PasswordSettings> settings;
    private final ObjectProvider<Refusals> refusals;

    Keyring(
            ObjectProvider<Vault> vault,
            ObjectProvider<Agreements> agreements,
            ObjectProvider<PasswordSettings> settings,
            ObjectProvider<Refusals> refusals) {
        this.vault = vault;
        this.agreements = agreements;
        this.settings = settings;
        this.refusals = refusals;
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
        refusals.ifAvailable(known -> known.clear(account));
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

    /**
     * Stores it in the vault in place of the one before, whichever kind that was; false if it was there already.
     *
     * @throws MailFailure.SignInNeeded if it is a token that cannot be renewed
     */
    boolean store(AccountId account, Credential credential) {
        letGo(account);
        refusals.ifAvailable(known -> known.clear(account));
        return switch (credential) {
            case Password password -> {
                agreements.ifAvailable(others -> others.forget(account));
                yield vault.getObject().keep(account.toString(), PASSWORD, password.reveal());
            }
            case AccessToken token -> {
                var agreement = token.agreement().orElseThrow(Keyring::tooShort);
                vault.getObject().remove(account.toString(), PASSWORD);
                yield agreements.getObject().keep(account, agreement);
            }
        };
    }

    private static MailFailure tooShort() {
        return new MailFailure.SignInNeeded(
                "The provider let us in for a short while only, so mail could not be had while you are away.");
    }

    /** The provider at whom the person of an account agreed that we use it; none where it has a password. */
    public Optional<String> provider(AccountId account) {
        return agreements.stream()
                .flatMap(all -> all.provider(account).stream())
                .findFirst();
    }

    @EventListener
    void forget(AgreementEnded ended) {
        letGo(ended.account());
    }

    /** Whether a password is held; asking does not make it held any longer. */
    public boolean holds(AccountId account) {
        return held.asMap().containsKey(account) || lent.find(account).isPresent() || stores(account);
    }

    /** Whether what opens the mailbox is there while nobody is signed in. */
    boolean stores(AccountId account) {
        return vault.stream().anyMatch(store -> store.holds(account.toString(), PASSWORD))
                || agreements.stream().anyMatch(all -> all.holds(account));
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
        return credential != null ? credential : lent.find(account).orElseGet(() -> stored(account));
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
        return password(account).or(() -> token(account)).orElseThrow(() -> nothing(account));
    }

    private Optional<Credential> password(AccountId account) {
        var lately = opened.getIfPresent(account);
        if (lately != null) {
            return Optional.of(lately);
        }
        var password = vault.stream()
                .flatMap(store -> store.read(account.toString(), PASSWORD).stream())
                .findFirst()
                .map(Password::new);
        password.ifPresent(open -> opened.put(account, open));
        return password.map(open -> open);
    }

    /** All who use an account share one, so that it is renewed once for all of them. */
    private Optional<Credential> token(AccountId account) {
        return agreements.stream()
                .flatMap(all -> all.find(account).stream())
                .findFirst()
                .map(token -> held.get(account, id -> token));
    }

    private MailFailure nothing(AccountId account) {
        return agreements.stream()
                .flatMap(all -> all.over(account).stream())
                .findFirst()
                .orElseGet(this::nothing);
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
        agreements.ifAvailable(all -> all.forget(account));
    }
}
