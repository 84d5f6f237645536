package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mailbox.spi.MailWatcher.Watch;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that waits in IDLE (RFC 2177) for news of the inbox, on a virtual thread of its own, and comes back
 * after it broke: later each time, and at the usual pace again only when a connection has lived for a while. Without IDLE
 * it asks every minute. A refused password ends it, as only the person can help then.
 */
class InboxWatch implements Watch, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(InboxWatch.class);
    /** Below what servers and routers drop as forgotten. */
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(9);

    private static final Duration ASKED_EVERY = Duration.ofMinutes(1);
    private static final Duration STABLE_AFTER = Duration.ofMinutes(5);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Supplier<ImapWire> connect;
    private final Runnable news;
    private final AtomicReference<@Nullable ImapWire> current = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean closed;

    InboxWatch(Supplier<ImapWire> connect, Runnable news) {
        this.connect = connect;
        this.news = news;
        this.thread = Thread.ofVirtual().name("inbox-watch").unstarted(this);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        var wait = FIRST_WAIT;
        for (var again = false; !closed; again = true) {
            var begun = System.nanoTime();
            try (var wire = connect.get()) {
                current.set(wire);
                waitFor(wire, again);
            } catch (MailFailure.SignInRefused | MailFailure.SignInNeeded ended) {
                LOG.info("watch=ended reason=sign-in");
                return;
            } catch (MailFailure broken) {
                LOG.debug("watch=broken", broken);
            }
            var lived = Duration.ofNanos(System.nanoTime() - begun);
            wait = lived.compareTo(STABLE_AFTER) > 0 ? FIRST_WAIT : longer(wait);
            pause(wait);
        }
    }

    /** After a break there may be news that nobody saw. */
    private void waitFor(ImapWire wire, boolean again) {
        Selecting.select(wire, MailboxName.INBOX);
        if (again) {
            news.run();
        }
        while (!closed) {
            if (wire.hasCapability("IDLE")) {
                wire.idle(RENEWED_AFTER, news);
            } else {
                pause(ASKED_EVERY);
                if (wire.ask("NOOP", null).untagged().stream().anyMatch(ImapWire::isNews)) {
                    news.run();
                }
            }
        }
    }

    private static Duration longer(Duration wait) {
        var next = wait.multipliedBy(3).dividedBy(2);
        return next.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : next;
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            closed = true;
        }
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
}
