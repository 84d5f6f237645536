package io.lettergate.imap;

import io.lettergate.accounts.AccountId;
import io.lettergate.net.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Stops asking a host that fails many accounts at once, and lets one of them look from time to time if it is back. */
class Breaker {

    static final Duration REST = Duration.ofSeconds(30);

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int FAILURES = 5;
    private static final int ACCOUNTS = 3;

    private final Ticker ticker;
    private final Deque<Failed> recent = new ArrayDeque<>();
    private boolean open;
    private long nextLook;

    Breaker(Ticker ticker) {
        this.ticker = ticker;
    }

    /** How long to wait before asking; whoever need not wait while it is open is the one that looks. */
    synchronized Duration left() {
        var now = ticker.nanos();
        if (!open) {
            return Duration.ZERO;
        }
        if (now < nextLook) {
            return Duration.ofNanos(nextLook - now);
        }
        nextLook = now + REST.toNanos();
        return Duration.ZERO;
    }

    synchronized void failed(AccountId account) {
        var now = ticker.nanos();
        recent.removeIf(failure -> now - failure.at() > WINDOW.toNanos());
        recent.addLast(new Failed(account, now));
        if (recent.size() > FAILURES * ACCOUNTS) {
            recent.removeFirst();
        }
        var accounts = recent.stream().map(Failed::account).distinct().count();
        if (open || (recent.size() >= FAILURES && accounts >= ACCOUNTS)) {
            open = true;
            nextLook = now + REST.toNanos();
        }
    }

    synchronized void answered() {
        open = false;
        recent.clear();
    }

    private record Failed(AccountId account, long at) {}
}
