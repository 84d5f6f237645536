package io.lettergate.imap;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One IDLE: it can be ended from any thread, once; a server that does not answer that in time is given up. */
class Idling implements AutoCloseable {

    private final ImapWire wire;
    private final Duration grace;
    private final AtomicBoolean waits = new AtomicBoolean(true);
    private final CountDownLatch over = new CountDownLatch(1);

    Idling(ImapWire wire, Duration grace) {
        this.wire = wire;
        this.grace = grace;
    }

    /** Ends it when this time is over, unless it has ended before. */
    void endAfter(Duration longest) {
        Thread.ofVirtual().name("idle-end").start(() -> {
            if (!isOverIn(longest)) {
                end();
            }
        });
    }

    void end() {
        if (waits.compareAndSet(true, false)) {
            wire.idleAbort();
            Thread.ofVirtual().name("idle-grace").start(() -> {
                if (!isOverIn(grace)) {
                    wire.close();
                }
            });
        }
    }

    private boolean isOverIn(Duration time) {
        try {
            return over.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The server has said that it is over, or the connection is. */
    @Override
    public void close() {
        waits.set(false);
        over.countDown();
    }
}
