package io.lettergate.accounts;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do with the accounts that they link to the one that they sign in with. The password of a linked account is
 * stored in the vault.
 */
@Service
public class Linking {

    private static final Logger LOG = LoggerFactory.getLogger(Linking.class);

    private final JdbcAccounts stored;
    private final Domains domains;
    private final Keyring keyring;
    private final SignInChecks checks;
    private final Doors doors;
    private final StoredPasswords passwords;
    private final ApplicationEventPublisher events;

    Linking(
            JdbcAccounts stored,
            Domains domains,
            Keyring keyring,
            SignInChecks checks,
            Doors doors,
            StoredPasswords passwords,
            ApplicationEventPublisher events) {
        this.stored = stored;
        this.domains = domains;
        this.keyring = keyring;
        this.checks = checks;
        this.doors = doors;
        this.passwords = passwords;
        this.events = events;
    }

    /**
     * Signs in once, and stores nothing.
     *
     * @throws MailFailure if the server refuses, cannot be asked, or may not be asked
     */
    public void verify(String address, Access access, Password password) {
        check(access.of(AccountId.random(), MailAddress.of(address).value()), password);
    }

    /** Knocks first, so that a server that cannot be used is told of in one way only; then its own words are told. */
    private void check(Account account, Password password) {
        var server = account.incoming();
        if (domains.names(server)) {
            checks.check(account, password, null);
            return;
        }
        checks.requireAllowed(server);
        doors.require(server, Doors.upgrade(account.protocol()));
        try {
            checks.check(account, password, null);
        } catch (MailFailure.ServerUnreachable | MailFailure.ServerSlow | MailFailure.TlsFailed broken) {
            LOG.info("server={} failed={}", server, broken.sentence());
            throw Doors.shut(server);
        }
    }

    /**
     * Links an account to the one that its person signs in with; whoever wants to know whether the password is right
     * calls {@link #verify} first.
     *
     * @throws AlreadyLinked if the person has it already
     */
    @Transactional
    public Account link(Account owner, String address, Access access, Password password) {
        return link(owner, address, access, password, account -> {});
    }

    /**
     * The same, with something to be settled before anybody begins to work on the account; if that fails, nothing is
     * linked.
     */
    @Transactional
    public Account link(Account owner, String address, Access access, Password password, Consumer<Account> beforehand) {
        var wanted = MailAddress.of(address);
        checks.requireAllowed(access.incoming());
        if (stored.find(owner.id()).isEmpty()) {
            throw new MailFailure.NoSuchAccount();
        }
        var account = new StoredAccount(
                AccountId.random(), owner.id(), wanted, access.protocol(), unlessNamed(wanted, access));
        if (!stored.add(account)) {
            throw new AlreadyLinked(wanted.value());
        }
        keyring.store(account.id(), password);
        var linked = access.of(account.id(), wanted.value());
        beforehand.accept(linked);
        LOG.info("account={} linked protocol={} owner={}", account.id(), access.protocol(), owner.id());
        events.publishEvent(new AccountLinked(account.id(), owner.id()));
        return linked;
    }

    /** What the operator names just so follows the operator from then on. */
    private @Nullable Access unlessNamed(MailAddress address, Access access) {
        return domains.named(address.domain())
                        .map(domain -> domain.access(address, access.protocol()))
                        .filter(access::equals)
                        .isPresent()
                ? null
                : access;
    }

    /**
     * Signs in once with a new password, and keeps it if the server takes it; if not, everything stays as it was.
     *
     * @throws MailFailure if the server refuses, or cannot be asked
     */
    public void changePassword(Account account, Password password) {
        check(account, password);
        var known = stored.find(account.id()).orElseThrow(MailFailure.NoSuchAccount::new);
        if (known.isToSignIn() && account.protocol() == Protocol.IMAP) {
            keyring.keep(account.id(), password);
        } else {
            passwords.replace(account.id(), password);
        }
        events.publishEvent(new PasswordReplaced(account.id()));
    }

    /**
     * Reaches the account in another way from now on; its id, and what hangs on it, stay. Who collects mail needs a
     * stored password, so one that was in memory only is stored; and where somebody signs in and nothing is collected
     * any more, it is in memory only again.
     */
    @Transactional
    public Account reach(Account account, Access access) {
        checks.requireAllowed(access.incoming());
        var known = stored.find(account.id()).orElseThrow(MailFailure.NoSuchAccount::new);
        var named = unlessNamed(known.address(), access);
        stored.reach(known.reachedBy(access.protocol(), named));
        hold(known, access.protocol());
        events.publishEvent(new AccountMoved(account.id(), known.owner()));
        return access.of(account.id(), account.address());
    }

    private void hold(StoredAccount account, Protocol protocol) {
        var collects = protocol == Protocol.POP3;
        var isHeld = collects || (account.isToSignIn() && keyring.holds(account.id()));
        if (isHeld && keyring.held(account.id()) instanceof Password password) {
            if (collects) {
                keyring.store(account.id(), password);
            } else {
                keyring.forget(account.id());
                keyring.keep(account.id(), password);
            }
        }
    }

    /**
     * Removes an account and its secret; the mailbox at the server is not touched. The one to sign in with can only go
     * when no other is linked to it.
     *
     * @throws MailFailure.AccountNeeded if others are linked to it
     */
    @Transactional
    public void remove(Account account) {
        var known = stored.find(account.id()).orElseThrow(MailFailure.NoSuchAccount::new);
        if (known.isToSignIn() && stored.of(known.id()).size() > 1) {
            throw new MailFailure.AccountNeeded("Remove the accounts that are linked to it first.");
        }
        keyring.forget(account.id());
        stored.remove(account.id());
        LOG.info("account={} removed owner={}", account.id(), known.owner());
        events.publishEvent(new AccountRemoved(account.id(), known.owner()));
    }

    /**
     * Puts a collected account to rest: what is here stays and can be read, but the password goes, so nothing is collected
     * any more and nothing leaves the server. A new password wakes it.
     *
     * @throws MailFailure.CapabilityMissing if its mail is not collected, so that nothing of it is here
     * @throws MailFailure.AccountNeeded if the person signs in with it
     */
    @Transactional
    public void rest(Account account) {
        if (account.protocol() != Protocol.POP3) {
            throw new MailFailure.CapabilityMissing(
                    "pop3", "The mail of this account stays at its server, so there is nothing here to keep.");
        }
        var known = stored.find(account.id()).orElseThrow(MailFailure.NoSuchAccount::new);
        if (known.isToSignIn()) {
            throw new MailFailure.AccountNeeded("It collects as long as you do, so it cannot be put to rest.");
        }
        keyring.forget(account.id());
        LOG.info("account={} rests owner={}", account.id(), known.owner());
        events.publishEvent(new AccountRested(account.id(), known.owner()));
    }
}
