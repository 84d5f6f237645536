package io.lettergate.events;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** One listener, who reads the log at its own speed on a virtual thread of its own. */
class Following implements Events.Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final int AT_ONCE = 200;

    private final EventLog log;
    private final Bell bell;
    private final List<AccountId> accounts;
    private final boolean reset;
    private final EventListening listener;
    private final Duration heartbeat;
    private final Consumer<Following> atEnd;
    private final Semaphore news = new Semaphore(1);
    private final Thread thread = Thread.ofVirtual().name("events").unstarted(this::runToTheEnd);
    private long position;
    private volatile boolean closed;

    Following(
            EventLog log,
            Bell bell,
            List<Account> accounts,
            long position,
            boolean reset,
            EventListening listener,
            Duration heartbeat,
            Consumer<Following> atEnd) {
        this.log = log;
        this.bell = bell;
        this.accounts = accounts.stream().map(Account::id).toList();
        this.position = position;
        this.reset = reset;
        this.listener = listener;
        this.heartbeat = heartbeat;
        this.atEnd = atEnd;
    }

    /** Whether the other listens to the same accounts. */
    boolean isBeside(Following other) {
        return accounts.equals(other.accounts);
    }

    boolean hears(AccountId account) {
        return accounts.contains(account);
    }

    void start() {
        bell.wake(accounts, news);
        thread.start();
    }

    private void runToTheEnd() {
        try {
            run();
        } catch (DataAccessException unreadable) {
            LOG.warn("events=ended reason=log", unreadable);
        } finally {
            bell.forget(accounts, news);
            atEnd.accept(this);
            listener.ended();
        }
    }

    private void run() {
        try {
            if (reset) {
                listener.reset(String.valueOf(position));
            }
            for (var account : accounts) {
                var state = log.state(account);
                if (state.isPresent()) {
                    listener.stands(state.get());
                }
            }
            while (!closed) {
                if (news.tryAcquire(heartbeat.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                    tell();
                } else {
                    listener.quiet();
                }
            }
        } catch (IOException | IllegalStateException gone) {
            closed = true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() throws IOException {
        List<Happening> some;
        do {
            some = log.after(accounts, position, AT_ONCE);
            for (var one : some) {
                if (closed) {
                    return;
                }
                listener.happened(one);
                position = one.id();
            }
        } while (some.size() == AT_ONCE);
    }

    @Override
    public void close() {
        closed = true;
        news.release();
    }

    /** Waits a while for the last to be told. */
    void awaitEnd(Duration longest) {
        try {
            thread.join(longest);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
