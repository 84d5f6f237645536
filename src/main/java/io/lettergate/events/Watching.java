package io.lettergate.events;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountRemoved;
import io.lettergate.mailbox.spi.MailChange;
import io.lettergate.mailbox.spi.MailWatcher;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has accounts watched while somebody looks at them, and a while longer: by this node or another, never by two. What is
 * found goes to the log, together with the mark of the watch, and only while the lease is held.
 */
@Component
class Watching implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);
    private static final Duration LINGER = Duration.ofMinutes(10);

    private final List<MailWatcher> watchers;
    private final Leases leases;
    private final EventLog log;
    private final Bell bell;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ConcurrentMap<AccountId, Watched> watched = new ConcurrentHashMap<>();

    Watching(
            List<MailWatcher> watchers,
            Leases leases,
            EventLog log,
            Bell bell,
            TransactionTemplate transaction,
            Clock clock) {
        this.watchers = List.copyOf(watchers);
        this.leases = leases;
        this.log = log;
        this.bell = bell;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Somebody begins to look at an account, until {@link #leave}. */
    void enter(Account account) {
        watched.compute(account.id(), (id, known) -> tended(at(account, known), 1));
    }

    /** The operator may have moved it to another server since. */
    private Watched at(Account account, @Nullable Watched known) {
        if (known != null && known.account.equals(account)) {
            return known;
        }
        var entry = new Watched(account);
        if (known != null) {
            end(known);
            entry.viewers = known.viewers;
        }
        return entry;
    }

    /** The account is gone: nobody looks at it any more. */
    @EventListener
    void forget(AccountRemoved removed) {
        watched.computeIfPresent(removed.account(), (id, known) -> {
            end(known);
            return null;
        });
    }

    void leave(Account account) {
        watched.computeIfPresent(account.id(), (id, known) -> tended(known, -1));
    }

    /** Somebody looks once. */
    void visit(Account account) {
        enter(account);
        leave(account);
    }

    private Watched tended(Watched entry, int viewers) {
        entry.lastSeen = clock.instant();
        if (viewers > 0) {
            begin(entry);
        }
        entry.viewers += viewers;
        if (entry.watch != null) {
            entry.watch.attend(entry.viewers > 0);
        }
        return entry;
    }

    /** Watches, if no other node does. */
    private void begin(Watched entry) {
        if (entry.watch != null && !entry.watch.isOver()) {
            return;
        }
        end(entry);
        watcher(entry.account)
                .ifPresent(watcher -> leases.take(entry.account.id()).ifPresent(lease -> begin(entry, lease, watcher)));
    }

    private void begin(Watched entry, Leases.Lease lease, MailWatcher watcher) {
        try {
            entry.watch = watcher.watch(entry.account, lease.mark(), (changes, mark) -> note(lease, changes, mark));
            entry.lease = lease;
        } catch (RuntimeException failed) {
            leases.giveBack(lease);
            throw failed;
        }
    }

    /** Whoever can watch it: what nobody can watch tells nothing, and keeps nobody from hearing of other accounts. */
    private Optional<MailWatcher> watcher(Account account) {
        return watchers.stream().filter(watcher -> watcher.serves(account)).findFirst();
    }

    /** All or nothing, so that what is not logged is found again. */
    private void note(Leases.Lease lease, List<MailChange> changes, String mark) {
        transaction.executeWithoutResult(status -> {
            if (!leases.mark(lease, mark)) {
                throw new IllegalStateException("The lease of account " + lease.account() + " was lost");
            }
            changes.forEach(change -> log.add(lease.account(), change));
        });
        bell.ring(lease.account());
    }

    /** Renews what this node watches, takes over what another left, and ends what nobody looks at. */
    @Scheduled(fixedDelayString = "PT5S")
    void tend() {
        if (watched.isEmpty()) {
            return;
        }
        var renewed = leases.renewAll();
        watched.keySet().forEach(account -> tend(account, renewed));
    }

    /** What fails for one account is tried again in the next round, and stops no other. */
    private void tend(AccountId account, Map<AccountId, Long> renewed) {
        try {
            watched.computeIfPresent(account, (id, entry) -> tended(entry, renewed));
        } catch (RuntimeException failed) {
            LOG.warn("watch not tended account={}", account, failed);
        }
    }

    private @Nullable Watched tended(Watched entry, Map<AccountId, Long> renewed) {
        if (entry.viewers == 0 && entry.lastSeen.isBefore(clock.instant().minus(LINGER))) {
            end(entry);
            return null;
        }
        if (entry.lease != null && !isHeld(entry.lease, renewed)) {
            drop(entry);
        }
        if (entry.lease == null) {
            begin(entry);
            if (entry.watch != null) {
                entry.watch.attend(entry.viewers > 0);
            }
        }
        return entry;
    }

    /** One that was taken just now is not among those that were renewed. */
    private boolean isHeld(Leases.Lease lease, Map<AccountId, Long> renewed) {
        var token = renewed.get(lease.account());
        return (token != null && token == lease.token()) || leases.renew(lease);
    }

    private void end(Watched entry) {
        if (entry.lease != null) {
            leases.giveBack(entry.lease);
        }
        drop(entry);
    }

    private static void drop(Watched entry) {
        if (entry.watch != null) {
            entry.watch.close();
        }
        entry.watch = null;
        entry.lease = null;
    }

    @Override
    public void destroy() {
        watched.keySet()
                .forEach(account -> watched.computeIfPresent(account, (id, entry) -> {
                    drop(entry);
                    return null;
                }));
        leases.giveBackAll();
    }
}
