package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.spi.MailChange;
import io.lettergate.mailbox.spi.MailWatcher;
import io.lettergate.net.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that watches an account on a virtual thread of its own, and comes back after it broke. That something
 * happened is learnt from the server; what it was is found out by {@link InboxSync} and {@link FolderCounts}. A refused
 * password ends it, as only the person can help then.
 */
class InboxWatch implements MailWatcher.Watch, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(InboxWatch.class);

    private final Connecting connect;
    private final WatchPace pace;
    private final Hearing hearing;
    private final MailWatcher.Listener listener;
    private final AtomicReference<@Nullable ImapWire> current = new AtomicReference<>();
    private final Semaphore called = new Semaphore(0);
    private final Ticker ticker;
    private final Backoff backoff;
    private final Thread thread;
    private WatchMark mark;
    private @Nullable MailChange state;
    private volatile boolean attended;
    private volatile boolean refusedSignIn;
    private volatile boolean closed;

    InboxWatch(
            Connecting connect,
            WatchPace pace,
            Ticker ticker,
            Hearing hearing,
            @Nullable String mark,
            MailWatcher.Listener listener) {
        this.connect = connect;
        this.pace = pace;
        this.ticker = ticker;
        this.backoff = new Backoff(ticker, () -> ThreadLocalRandom.current().nextDouble());
        this.mark = WatchMark.parse(mark);
        this.hearing = hearing;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("inbox-watch").unstarted(this);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        while (!closed) {
            var begun = ticker.nanos();
            try (var wire = connect.open(!attended)) {
                current.set(wire);
                follow(wire);
            } catch (MailFailure.SignInRefused | MailFailure.SignInNeeded refused) {
                LOG.info("watch=ended reason=sign-in");
                refusedSignIn = true;
                become(new MailChange.SignInRequired());
                return;
            } catch (MailFailure broken) {
                LOG.debug("watch=broken", broken);
                become(new MailChange.WatchBroke());
            } catch (RuntimeException untold) {
                LOG.warn("watch=broken reason=unexpected", untold);
            }
            backoff.lived(begun);
            backoff.failed();
            sleep(backoff.left(!attended));
        }
    }

    /** First what happened while nobody watched, then what happens. */
    private void follow(ImapWire wire) {
        var sync = new InboxSync(wire);
        var entered = sync.enter(mark.inbox());
        tell(entered, look(wire));
        var notified = Notifying.begin(wire);
        become(new MailChange.WatchBegan());
        while (!closed) {
            var heard = await(wire, notified);
            var looked = System.nanoTime();
            var inbox = mark.inbox();
            var found = inbox == null ? sync.enter(null) : sync.catchUp(inbox);
            var folders = Notifying.isAboutInbox(heard) ? mark.folders() : look(wire);
            tell(found, folders);
            rest(looked);
        }
    }

    /** What the server said; nothing where it is time to look again. */
    private List<Answer> await(ImapWire wire, boolean notified) {
        if (wire.hasCapability("IDLE") && Provider.of(wire).idles()) {
            return wire.idle(pace.idle(attended, notified), pace.grace(), Notifying::isNews);
        }
        sleep(pace.asked(attended));
        wire.ask("NOOP", null);
        return List.of();
    }

    private static FolderCounts look(ImapWire wire) {
        return FolderCounts.of(new MailboxTree(wire).read());
    }

    /** What was told is known from then on; what the listener could not take is found again. */
    private void tell(InboxSync.Outcome inbox, FolderCounts folders) {
        List<MailChange> changes = new ArrayList<>(inbox.changes());
        changes.addAll(folders.since(mark.folders()));
        hearing.hear(inbox, changes);
        var next = new WatchMark(inbox.state(), folders);
        if (!changes.isEmpty()) {
            listener.happened(changes, next.toString());
        }
        mark = next;
    }

    /** Tells how the watch fares, once each time that it changes. */
    private void become(MailChange next) {
        if (closed || next.equals(state)) {
            return;
        }
        state = next;
        try {
            listener.happened(List.of(next), mark.toString());
        } catch (RuntimeException untold) {
            LOG.warn("watch=untold", untold);
        }
    }

    private void rest(long since) {
        var left = pace.rest().minusNanos(System.nanoTime() - since);
        if (left.isPositive()) {
            sleepFully(left);
        }
    }

    /** Sleeps, until somebody comes to look. */
    private void sleep(Duration time) {
        called.drainPermits();
        try {
            if (!closed && called.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                sleepFully(pace.rest());
            }
        } catch (InterruptedException stopped) {
            closed = true;
        }
    }

    private void sleepFully(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            closed = true;
        }
    }

    @Override
    public void attend(boolean somebodyLooks) {
        var came = somebodyLooks && !attended;
        attended = somebodyLooks;
        if (came) {
            called.release();
            wake();
        }
    }

    private void wake() {
        var wire = current.get();
        if (wire != null) {
            wire.wake();
        }
    }

    @Override
    public boolean isOver() {
        return closed || refusedSignIn;
    }

    @Override
    public void close() {
        closed = true;
        var wire = current.get();
        if (wire != null) {
            wire.close();
        }
        thread.interrupt();
    }

    /** Opens a connection that is signed in. */
    interface Connecting {

        ImapWire open(boolean background);
    }
}
