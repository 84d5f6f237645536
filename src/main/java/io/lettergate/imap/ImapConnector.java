package io.lettergate.imap;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Keyring;
import io.lettergate.accounts.Password;
import io.lettergate.accounts.spi.CredentialCheck;
import io.lettergate.imap.cache.RowCache;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.spi.MailConnector;
import io.lettergate.mailbox.spi.MailSession;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lends IMAP sessions, and opens and closes the connections beneath them. */
@Component
class ImapConnector implements MailConnector, CredentialCheck, DisposableBean {

    private final ImapSettings settings;
    private final ListSettings lists;
    private final SignIn signIn;
    private final Keyring keyring;
    private final RowCache cache;
    private final ConcurrentMap<AccountId, Pool> pools = new ConcurrentHashMap<>();

    ImapConnector(ImapSettings settings, ListSettings lists, SignIn signIn, Keyring keyring, RowCache cache) {
        this.settings = settings;
        this.lists = lists;
        this.cache = cache;
        this.signIn = signIn;
        this.keyring = keyring;
    }

    @Override
    public boolean serves(Account account) {
        return serves(account.protocol());
    }

    @Override
    public boolean serves(Protocol protocol) {
        return protocol == Protocol.IMAP;
    }

    /** Signs in, and keeps the connection for the first thing that is read. */
    @Override
    public void check(Account account, Password password) {
        pool(account).give(signIn.open(account, password));
    }

    @Override
    public <T> T inSession(Account account, Function<MailSession, T> work) {
        var password = keyring.require(account.id());
        var pool = pool(account);
        pool.enter();
        try {
            var waiting = pool.take();
            return waiting == null
                    ? on(signIn.open(account, password), pool, memory(account), work)
                    : onWaiting(account, pool, waiting, work);
        } finally {
            pool.leave();
        }
    }

    /**
     * A connection that waited may have died unseen, which shows only when it is used. Then the work is done once more on
     * a new one, unless something was sent that must not be sent twice.
     */
    private <T> T onWaiting(Account account, Pool pool, ImapWire waiting, Function<MailSession, T> work) {
        try {
            return on(waiting, pool, memory(account), work);
        } catch (MailFailure.ServerUnreachable died) {
            if (waiting.hasChanged()) {
                throw died;
            }
            pool.closeAll();
            return on(signIn.open(account, keyring.require(account.id())), pool, memory(account), work);
        }
    }

    private static <T> T on(ImapWire wire, Pool pool, Memory memory, Function<MailSession, T> work) {
        wire.forgetChanges();
        try {
            return work.apply(new ImapSession(wire, memory));
        } finally {
            pool.give(wire);
        }
    }

    @Override
    public Optional<MessageSummary> remembered(Account account, MessageRef message) {
        keyring.require(account.id());
        return memory(account).summary(message);
    }

    private Memory memory(Account account) {
        return new Memory(cache, lists, account.id());
    }

    private Pool pool(Account account) {
        return pools.computeIfAbsent(account.id(), id -> new Pool(settings.connections(), settings.patience()));
    }

    @Scheduled(fixedDelayString = "PT15S")
    void closeIdle() {
        pools.values().forEach(pool -> pool.closeIdle(settings.idle()));
    }

    @Override
    public void destroy() {
        pools.values().forEach(Pool::closeAll);
    }
}
