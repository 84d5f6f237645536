package io.lettergate.pop3;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountLinked;
import io.lettergate.accounts.AccountMoved;
import io.lettergate.accounts.AccountRemoved;
import io.lettergate.accounts.AccountRested;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.PasswordChanged;
import io.lettergate.collecting.Claims;
import io.lettergate.collecting.LookWanted;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Looks into all mailboxes that are due, each on a thread of its own, and not too many at once. */
@Component
class Poller implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final int AT_MOST = 200;
    private static final Duration END = Duration.ofSeconds(5);

    private final Accounts accounts;
    private final Claims claims;
    private final Visits visits;
    private final PollerSettings settings;
    private final Semaphore places;
    private final ConcurrentMap<String, AtomicInteger> hosts = new ConcurrentHashMap<>();
    private final ConcurrentMap<AccountId, Thread> running = new ConcurrentHashMap<>();
    private final Set<AccountId> known = ConcurrentHashMap.newKeySet();
    private final Set<AccountId> again = ConcurrentHashMap.newKeySet();
    private volatile boolean isOver;

    Poller(Accounts accounts, Claims claims, Visits visits, PollerSettings settings) {
        this.accounts = accounts;
        this.claims = claims;
        this.visits = visits;
        this.settings = settings;
        this.places = new Semaphore(settings.atOnce());
    }

    /** Somebody waits. */
    @TransactionalEventListener(LookWanted.class)
    void hurry() {
        Thread.ofVirtual().name("looks").start(this::begin);
    }

    /** There is another account to look at, or another way to it. */
    @TransactionalEventListener(
            classes = {AccountLinked.class, AccountMoved.class, PasswordChanged.class},
            fallbackExecution = true)
    void welcome() {
        Thread.ofVirtual().name("looks").start(() -> {
            know();
            begin();
        });
    }

    /** Learns which accounts there are, as others may have linked some. */
    @Scheduled(fixedDelayString = "PT1M")
    synchronized void know() {
        if (isOver || !settings.enabled()) {
            return;
        }
        var collected = accounts.collected().stream().map(Account::id).collect(Collectors.toSet());
        collected.removeAll(known);
        claims.know(collected);
        known.addAll(collected);
    }

    /** Begins what is due. */
    @Scheduled(fixedDelayString = "PT1S")
    synchronized void begin() {
        if (isOver || !settings.enabled()) {
            return;
        }
        for (var id : claims.due(AT_MOST)) {
            if (!comesAgain(id)) {
                accounts.collected(id).ifPresentOrElse(this::begin, () -> claims.postpone(id));
            }
        }
    }

    /** What runs is begun again when it ends, as it may be over but for its last steps; false for what does not run. */
    private boolean comesAgain(AccountId id) {
        return running.computeIfPresent(id, (same, look) -> {
                    again.add(same);
                    return look;
                })
                != null;
    }

    /** Keeps the claims of this node from ending while it lives. */
    @Scheduled(fixedDelayString = "PT1S")
    void live() {
        if (!running.isEmpty()) {
            claims.renewAll(Set.copyOf(running.keySet()));
        }
    }

    private void begin(Account account) {
        var host = account.incoming().host();
        var atHost = hosts.computeIfAbsent(host, name -> new AtomicInteger());
        if (!places.tryAcquire()) {
            return;
        }
        if (atHost.incrementAndGet() > settings.perHost()) {
            atHost.decrementAndGet();
            places.release();
            return;
        }
        var thread = Thread.ofVirtual().name("look-" + account.id()).unstarted(() -> run(account, atHost));
        running.put(account.id(), thread);
        thread.start();
    }

    private void run(Account account, AtomicInteger atHost) {
        try {
            look(account);
        } catch (RuntimeException failed) {
            LOG.warn("account={} look=failed", account.id(), failed);
        } finally {
            running.remove(account.id());
            atHost.decrementAndGet();
            places.release();
            if (again.remove(account.id())) {
                begin();
            }
        }
    }

    /** Looks as often as there is more. */
    private void look(Account account) {
        var outcome = Outcome.MORE;
        while (outcome == Outcome.MORE && !isOver) {
            outcome = claims.claim(account).map(visits::visit).orElse(Outcome.OVER);
        }
    }

    @TransactionalEventListener(fallbackExecution = true)
    void cutShort(AccountRemoved removed) {
        known.remove(removed.account());
        cutShort(removed.account());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void cutShort(AccountRested rested) {
        cutShort(rested.account());
    }

    /** Its look ends without a goodbye; another node's does so too, as soon as it finds its claim gone. */
    private void cutShort(AccountId account) {
        var look = running.get(account);
        if (look != null) {
            look.interrupt();
        }
    }

    /** What goes on is cut short without a goodbye, so that no server removes anything. */
    @Override
    public void destroy() throws InterruptedException {
        isOver = true;
        var threads = Set.copyOf(running.values());
        threads.forEach(Thread::interrupt);
        for (var thread : threads) {
            thread.join(END);
        }
    }
}
