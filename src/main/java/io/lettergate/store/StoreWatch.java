package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import io.lettergate.mailbox.spi.MailChange;
import io.lettergate.mailbox.spi.MailWatcher;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches one account until it is closed: its mark is the version of the account's mail that was told last. */
final class StoreWatch implements MailWatcher.Watch {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    private final AccountId account;
    private final Changes changes;
    private final Happenings happenings;
    private final StoreBell bell;
    private final MailWatcher.Listener listener;
    private final Semaphore rung = new Semaphore(1);
    private final Runnable ring = rung::release;
    private long told;
    private boolean began;
    private volatile boolean closed;

    StoreWatch(
            AccountId account,
            Changes changes,
            Happenings happenings,
            StoreBell bell,
            @Nullable String mark,
            MailWatcher.Listener listener) {
        this.account = account;
        this.changes = changes;
        this.happenings = happenings;
        this.bell = bell;
        this.listener = listener;
        this.told = told(mark, changes.modSeq(account));
    }

    /** What is no mark of ours counts as none. */
    private static long told(@Nullable String mark, long now) {
        return mark == null || !mark.matches("[0-9]{1,18}") ? now : Math.min(now, Long.parseLong(mark));
    }

    void start() {
        bell.listen(account, ring);
        Thread.ofVirtual().name("store-watch").start(this::run);
    }

    private void run() {
        try {
            while (!closed) {
                rung.acquire();
                rung.drainPermits();
                if (!closed && !isTold()) {
                    TimeUnit.SECONDS.sleep(1);
                    rung.release();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells what happened; false where it has to be told again. */
    private boolean isTold() {
        try {
            var now = changes.modSeq(account);
            var found = happenings.between(account, told, now);
            if (!found.isEmpty()) {
                listener.happened(found, String.valueOf(now));
            }
            told = Math.max(now, told);
            if (!began) {
                listener.happened(List.of(new MailChange.WatchBegan()), String.valueOf(told));
                began = true;
            }
            return true;
        } catch (RuntimeException untold) {
            LOG.warn("watch=untold account={}", account, untold);
            return false;
        }
    }

    /** It looks no more often than it is woken. */
    @Override
    public void attend(boolean somebodyLooks) {}

    @Override
    public boolean isOver() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        bell.leave(account, ring);
        rung.release();
    }
}
