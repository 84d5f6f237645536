package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one account: few, shared by all its tabs, devices and API calls, and lent to one thread at a time
 * in the order of asking. The one used last is lent first, as it most likely stands in the right mailbox.
 */
class Pool {

    private final int most;
    private final Semaphore places;
    private final Duration patience;
    private final Deque<Idle> idle = new ArrayDeque<>();

    Pool(int most, Duration patience) {
        this.most = most;
        this.places = new Semaphore(most, true);
        this.patience = patience;
    }

    /** Waits for a place; it has to be given back by {@link #leave()}. */
    void enter() {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new MailFailure.AccountBusy();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MailFailure.AccountBusy();
        }
    }

    void leave() {
        places.release();
    }

    /** A connection that waits, if there is one that still lives. */
    synchronized @Nullable ImapWire take() {
        var last = idle.pollLast();
        return last == null ? null : last.wire();
    }

    /** Keeps a connection for the next who comes, unless it is broken or one too many. */
    void give(ImapWire wire) {
        if (wire.isBroken() || !keeps(wire)) {
            wire.close();
        }
    }

    private synchronized boolean keeps(ImapWire wire) {
        if (idle.size() >= most) {
            return false;
        }
        idle.addLast(new Idle(wire, System.nanoTime()));
        return true;
    }

    /** Closes what waited too long. */
    void closeIdle(Duration longest) {
        for (var wire = tooOld(longest); wire != null; wire = tooOld(longest)) {
            wire.close();
        }
    }

    void closeAll() {
        for (var wire = take(); wire != null; wire = take()) {
            wire.close();
        }
    }

    private synchronized @Nullable ImapWire tooOld(Duration longest) {
        var first = idle.peekFirst();
        return first != null && System.nanoTime() - first.since() >= longest.toNanos()
                ? idle.removeFirst().wire()
                : null;
    }

    /** A connection that waits. */
    private record Idle(ImapWire wire, long since) {}
}
