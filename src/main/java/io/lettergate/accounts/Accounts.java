package io.lettergate.accounts;

import io.lettergate.accounts.spi.TokenIssuer;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** The accounts of people: the one that each signs in with, and those that they linked to it. */
@Service
public class Accounts {

    private final Domains domains;
    private final JdbcAccounts stored;
    private final Keyring keyring;
    private final SignInChecks checks;
    private final StoredPasswords passwords;
    private final ObjectProvider<TokenIssuer> issuers;

    Accounts(
            Domains domains,
            JdbcAccounts stored,
            Keyring keyring,
            SignInChecks checks,
            StoredPasswords passwords,
            ObjectProvider<TokenIssuer> issuers) {
        this.domains = domains;
        this.stored = stored;
        this.keyring = keyring;
        this.checks = checks;
        this.passwords = passwords;
        this.issuers = issuers;
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
        var wanted = MailAddress.of(address);
        var domain = domains.require(wanted.domain());
        requirePasswords(domain);
        var known = stored.toSignIn(wanted);
        var account = known.orElseGet(() -> StoredAccount.toSignIn(wanted));
        var asked = reached(account, domain);
        checks.check(asked, password, domain.trustsUs() ? client : null);
        return reached(passwords.signedIn(account, asked.protocol(), password), domain);
    }

    private void requirePasswords(MailDomain domain) {
        var provider = domain.oauth();
        if (provider != null) {
            var name = issuers.stream()
                    .map(issuer -> issuer.name(provider))
                    .findFirst()
                    .orElse(provider);
            throw new MailFailure.SignInUnsupported(
                    domain.incoming().host(), "it takes no passwords. Please sign in at " + name + " instead");
        }
    }

    /**
     * Signs somebody in whom a provider vouches for: by its token where their mail server takes that, else by what is
     * stored for them.
     *
     * @param provider by its name in the settings
     * @param token what it gave for mail
     * @return nothing if no way to the mailbox is known yet, so that its password has to be asked for once
     * @throws MailFailure if there is no server for the address, or it refuses the token, or cannot be asked
     */
    public Optional<Account> signInAs(String address, String provider, AccessToken token) {
        var wanted = MailAddress.of(address);
        var domain = domains.require(wanted.domain());
        var known = stored.toSignIn(wanted);
        if (domain.takesTokensOf(provider)) {
            var account = known.orElseGet(() -> StoredAccount.toSignIn(wanted));
            var asked = reached(account, domain);
            checks.check(asked, token, null);
            return Optional.of(reached(passwords.signedIn(account, asked.protocol(), token), domain));
        }
        return known.filter(account -> keyring.stores(account.id()))
                .map(passwords::vouchedFor)
                .map(account -> reached(account, domain));
    }

    /** The account with this id, with its server as configured now. */
    public Optional<Account> find(AccountId id) {
        return stored.find(id).map(this::require);
    }

    /** The account that the person of this one signs in with. */
    public Optional<AccountId> ownerOf(AccountId id) {
        return stored.find(id).map(StoredAccount::owner);
    }

    /** The account that somebody signs in with by this address, if they ever did. */
    public Optional<Account> toSignIn(String address) {
        return stored.toSignIn(MailAddress.of(address)).flatMap(this::reached);
    }

    /**
     * All accounts of a person as they are now, the one that they sign in with first; one whose server nobody names any
     * more is left out.
     *
     * @param owner the account that they sign in with
     */
    public List<Account> of(AccountId owner) {
        return stored.of(owner).stream()
                .flatMap(account -> reached(account).stream())
                .toList();
    }

    /** Whose passwords are stored as they sign in. */
    public enum Storing {
        EVERYBODYS,
        /** Of those whose mail is collected. */
        SOME,
        NOBODYS
    }

    /** Whose passwords are stored as they sign in, which they are told before. */
    public Storing storing() {
        if (passwords.stores(Protocol.IMAP)) {
            return Storing.EVERYBODYS;
        }
        return domains.anyCollects() ? Storing.SOME : Storing.NOBODYS;
    }

    /** Whether the password of an account is there when nobody is signed in. */
    public boolean storesPassword(Account account) {
        return passwords.stores(account.protocol())
                || stored.find(account.id())
                        .filter(known -> !known.isToSignIn())
                        .isPresent();
    }

    /** The provider at whom its person agreed that we use the mailbox; none where it has a password. */
    public Optional<String> provider(Account account) {
        return keyring.provider(account.id());
    }

    /** Whether a password is held by which its mail can be had. */
    public boolean holdsPassword(Account account) {
        return keyring.holds(account.id());
    }

    /** Whether it was put to rest: its mail is here to be read, but no password to ask its server with. */
    public boolean isResting(Account account) {
        return account.protocol() == Protocol.POP3 && !keyring.holds(account.id());
    }

    /** Why its server refused the password that we hold, in a sentence; until a new one is given, nobody asks it again. */
    public Optional<String> refusal(Account account) {
        return keyring.refusal(account.id()).map(MailFailure::sentence);
    }

    /** All accounts whose mail is collected, and whose password is stored. */
    public List<Account> collected() {
        return stored.withSecrets().stream()
                .flatMap(account -> collected(account).stream())
                .toList();
    }

    /** The same of one account. */
    public Optional<Account> collected(AccountId id) {
        return stored.withSecret(id).flatMap(this::collected);
    }

    private Optional<Account> collected(StoredAccount account) {
        return reached(account).filter(one -> one.protocol() == Protocol.POP3);
    }

    private Account require(StoredAccount account) {
        return reached(account)
                .orElseThrow(
                        () -> new MailFailure.DomainUnknown(account.address().domain()));
    }

    private Optional<Account> reached(StoredAccount account) {
        var named = account.access();
        return named != null
                ? Optional.of(named.of(account.id(), account.address().value()))
                : domains.find(account.address().domain()).map(domain -> reached(account, domain));
    }

    private static Account reached(StoredAccount account, MailDomain domain) {
        var named = account.access();
        var access = named != null ? named : domain.access(account.address(), account.protocol());
        return access.of(account.id(), account.address().value());
    }
}
