package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mailbox.spi.Errand;
import io.lettergate.net.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one account: few, shared by all its tabs, devices and API calls, and lent to one thread at a time.
 * Those for whom somebody waits come first, in the order of asking; work that nobody waits for leaves one place free.
 */
class Pool {

    /** How long a server that said "too many" is believed. */
    static final Duration SHRUNK_FOR = Duration.ofHours(1);

    /** After this time without use there is nothing left to remember. */
    static final Duration FORGOTTEN_AFTER = Duration.ofHours(2);

    /** How many times longer work waits that nobody waits for: until a person's large download has ended. */
    private static final int CALM = 30;

    private final Ticker ticker;
    private final Duration patience;
    private final Deque<Place> waiting = new ArrayDeque<>();
    private final Deque<Place> waitingInBackground = new ArrayDeque<>();
    private final Deque<Kept> idle = new ArrayDeque<>();
    private int names;
    private final Deque<Long> shrunk = new ArrayDeque<>();
    private int most;
    private int lent;
    /** Connections that rest, are in use, or are being opened. */
    private int open;

    private long wantedAt;

    Pool(int most, Duration patience, Ticker ticker) {
        this.most = most;
        this.patience = patience;
        this.ticker = ticker;
        this.wantedAt = ticker.nanos();
    }

    /** Somebody is about to enter it. */
    synchronized Pool wanted() {
        wantedAt = ticker.nanos();
        return this;
    }

    /** Whether nobody has wanted it for long, and nothing is in it. */
    synchronized boolean isForgotten() {
        return ticker.nanos() - wantedAt >= FORGOTTEN_AFTER.toNanos() && open == 0 && lent == 0 && waiting.isEmpty();
    }

    /** Waits for a place; it has to be given back by {@link #leave}. */
    void enter(Errand errand) {
        var place = queue(errand);
        try {
            place.granted().get(patience(errand).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            if (withdraw(place)) {
                throw new MailFailure.AccountBusy();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            if (!withdraw(place)) {
                leave();
            }
            throw new MailFailure.AccountBusy();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("Nobody fails a place", impossible);
        }
    }

    private Duration patience(Errand errand) {
        return errand.isBackground() ? patience.multipliedBy(CALM) : patience;
    }

    private synchronized Place queue(Errand errand) {
        var place = new Place(new CompletableFuture<>());
        (errand.isBackground() ? waitingInBackground : waiting).addLast(place);
        grant();
        return place;
    }

    /** Whether the place had not been granted, and now never will. */
    private synchronized boolean withdraw(Place place) {
        return waiting.remove(place) || waitingInBackground.remove(place);
    }

    synchronized void leave() {
        lent--;
        grant();
    }

    private void grant() {
        while (!waiting.isEmpty() && lent < limit()) {
            grant(waiting);
        }
        while (waiting.isEmpty() && !waitingInBackground.isEmpty() && lent < Math.max(limit() - 1, 1)) {
            grant(waitingInBackground);
        }
    }

    private void grant(Deque<Place> places) {
        lent++;
        places.removeFirst().granted().complete(true);
    }

    private int limit() {
        var now = ticker.nanos();
        while (!shrunk.isEmpty() && shrunk.getFirst() <= now) {
            shrunk.removeFirst();
        }
        return Math.max(most - shrunk.size(), 1);
    }

    /** Remembers for an hour that the server takes one less. */
    synchronized void shrink() {
        if (limit() > 1) {
            shrunk.addLast(ticker.nanos() + SHRUNK_FOR.toNanos());
        }
    }

    /** Never lends more than these, as the server's provider allows no more. */
    synchronized void limitTo(int sessions) {
        most = Math.min(most, sessions);
    }

    /** Whether somebody else has a connection, so that waiting may help. */
    synchronized boolean isShared() {
        return lent > 1 || !idle.isEmpty();
    }

    /** A connection that waits: one that stands in the mailbox, else, for a mailbox, the one that rested longest. */
    synchronized Optional<Kept> take(@Nullable MailboxName wanted) {
        var standing =
                idle.reversed().stream().filter(kept -> kept.standsIn(wanted)).findFirst();
        if (standing.isPresent()) {
            idle.remove(standing.get());
            return standing;
        }
        return Optional.ofNullable(wanted == null ? idle.pollLast() : idle.pollFirst());
    }

    /** Keeps a connection for the next who comes and leaves its place, unless it is broken or one too many. */
    void give(ImapWire wire, long openedAt) {
        if (wire.isBroken() || !wasKept(wire, openedAt)) {
            close(wire);
            leave();
        }
    }

    /** Mailboxes may have changed their names: no connection is trusted any more to stand where it did. */
    synchronized void namesChanged() {
        idle.forEach(kept -> kept.wire().selected(null));
        names++;
    }

    /** Another number after each time that names changed. */
    synchronized int names() {
        return names;
    }

    private synchronized boolean wasKept(ImapWire wire, long openedAt) {
        if (open > limit()) {
            return false;
        }
        idle.addLast(new Kept(wire, openedAt, ticker.nanos()));
        leave();
        return true;
    }

    /** Closes a connection that was in use. */
    void close(ImapWire wire) {
        wire.close();
        closed();
    }

    /** One connection is there no more, or was never opened after all. */
    synchronized void closed() {
        open--;
    }

    /** Counts a connection that will be opened, and makes room for it among those that rest. */
    void willOpen() {
        count();
        for (var kept = oneTooMany(); kept != null; kept = oneTooMany()) {
            close(kept.wire());
        }
    }

    private synchronized void count() {
        open++;
    }

    private synchronized @Nullable Kept oneTooMany() {
        return open > limit() ? idle.pollFirst() : null;
    }

    /** Closes what waited too long. */
    void closeIdle(Duration longest) {
        for (var kept = tooOld(longest); kept != null; kept = tooOld(longest)) {
            close(kept.wire());
        }
    }

    void closeAll() {
        closeIdle(Duration.ZERO);
    }

    private synchronized @Nullable Kept tooOld(Duration longest) {
        var first = idle.peekFirst();
        return first != null && ticker.nanos() - first.since() >= longest.toNanos() ? idle.removeFirst() : null;
    }

    /** A connection that waits. */
    record Kept(ImapWire wire, long openedAt, long since) {

        boolean standsIn(@Nullable MailboxName mailbox) {
            var selected = wire.selected();
            return mailbox != null && selected != null && selected.name().equals(mailbox);
        }
    }

    /** Somebody who waits for a place. */
    private record Place(CompletableFuture<Boolean> granted) {}
}
