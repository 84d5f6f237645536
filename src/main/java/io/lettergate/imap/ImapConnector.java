package io.lettergate.imap;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountRemoved;
import io.lettergate.accounts.Credential;
import io.lettergate.accounts.Keyring;
import io.lettergate.accounts.spi.CredentialCheck;
import io.lettergate.imap.cache.RowCache;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.spi.Errand;
import io.lettergate.mailbox.spi.MailConnector;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.net.Ticker;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Lends IMAP sessions, and opens and closes the connections beneath them. */
@Component
class ImapConnector implements MailConnector, CredentialCheck, DisposableBean {

    private final ImapSettings settings;
    private final ListSettings lists;
    private final Opener opener;
    private final Keyring keyring;
    private final Ticker ticker;
    private final RowCache cache;
    private final ConcurrentMap<AccountId, Pool> pools = new ConcurrentHashMap<>();

    ImapConnector(
            ImapSettings settings, ListSettings lists, Opener opener, Keyring keyring, Ticker ticker, RowCache cache) {
        this.settings = settings;
        this.lists = lists;
        this.cache = cache;
        this.opener = opener;
        this.keyring = keyring;
        this.ticker = ticker;
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
    public void check(Account account, Credential credential, @Nullable String client) {
        var pool = pool(account);
        pool.enter(Errand.ANY);
        pool.willOpen();
        var isOpen = false;
        try {
            var wire = opener.openAnew(account, credential, client);
            isOpen = true;
            pool.give(wire, ticker.nanos());
        } finally {
            if (!isOpen) {
                pool.closed();
                pool.leave();
            }
        }
    }

    @Override
    public <T> T inSession(Account account, Function<MailSession, T> work) {
        return inSession(account, Errand.ANY, work);
    }

    @Override
    public <T> T inSession(Account account, Errand errand, Function<MailSession, T> work) {
        keyring.require(account.id());
        var pool = pool(account);
        pool.enter(errand);
        var lease = new Lease(settings, opener, keyring, ticker, pool, account, errand);
        try {
            return lease.run(wire -> work.apply(new ImapSession(wire, memory(account))));
        } finally {
            lease.end();
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
        return pools.computeIfAbsent(account.id(), id -> new Pool(settings.connections(), settings.patience(), ticker))
                .wanted();
    }

    @Scheduled(fixedDelayString = "PT15S")
    void closeIdle() {
        pools.values().forEach(pool -> pool.closeIdle(settings.idle()));
        pools.values().removeIf(Pool::isForgotten);
    }

    /** Connections that rest are closed; those in use are when their work ends, as nobody can take them up again. */
    @TransactionalEventListener(fallbackExecution = true)
    void forget(AccountRemoved removed) {
        var pool = pools.get(removed.account());
        if (pool != null) {
            pool.closeAll();
        }
    }

    /** How many accounts it remembers something of. */
    int accounts() {
        return pools.size();
    }

    @Override
    public void destroy() {
        pools.values().forEach(Pool::closeAll);
    }
}
