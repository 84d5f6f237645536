package io.lettergate.events;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountLinked;
import io.lettergate.accounts.AccountMoved;
import io.lettergate.accounts.AccountRemoved;
import io.lettergate.accounts.AccountRested;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** What happens to the mail of accounts: as it happens, or since a place in the log. */
@Service
public class Events {

    private static final int MOST_STREAMS = 20;
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final EventLog log;
    private final Watching watching;
    private final Bell bell;
    private final EventsSettings settings;
    private final Set<Following> open = ConcurrentHashMap.newKeySet();

    Events(EventLog log, Watching watching, Bell bell, EventsSettings settings) {
        this.log = log;
        this.watching = watching;
        this.bell = bell;
        this.settings = settings;
    }

    /** The end of the log: what happens from now on comes after it. */
    public String position() {
        return String.valueOf(log.newest());
    }

    /**
     * Tells the listener what happens, on a thread of its own, until the subscription is closed or the listener fails.
     *
     * @param position after which the log is told first; absent for from now on
     * @throws TooManyStreams if the accounts are listened to as often as they may be
     */
    public Subscription follow(List<Account> accounts, @Nullable String position, EventListening listener) {
        var place = position == null ? Optional.of(log.newest()) : place(position);
        var from = place.orElseGet(log::newest);
        var following =
                new Following(log, bell, accounts, from, place.isEmpty(), listener, settings.heartbeat(), ended -> {
                    open.remove(ended);
                    accounts.forEach(watching::leave);
                });
        enter(accounts);
        if (!admits(following)) {
            accounts.forEach(watching::leave);
            throw new TooManyStreams(MOST_STREAMS);
        }
        following.start();
        return following;
    }

    /** A person's accounts changed: their listeners come again at once, and then listen to those of now. */
    @EventListener
    void endStreams(AccountLinked linked) {
        endStreams(linked.owner());
    }

    @EventListener
    void endStreams(AccountRemoved removed) {
        endStreams(removed.owner());
        endStreams(removed.account());
    }

    @EventListener
    void endStreams(AccountRested rested) {
        endStreams(rested.owner());
    }

    @EventListener
    void endStreams(AccountMoved moved) {
        endStreams(moved.owner());
    }

    private void endStreams(AccountId account) {
        open.stream().filter(following -> following.hears(account)).forEach(Following::close);
    }

    private synchronized boolean admits(Following one) {
        return open.stream().filter(one::isBeside).count() < MOST_STREAMS && open.add(one);
    }

    /** All or none, so that nobody stays who will never leave. */
    private void enter(List<Account> accounts) {
        List<Account> entered = new ArrayList<>();
        try {
            for (var account : accounts) {
                watching.enter(account);
                entered.add(account);
            }
        } catch (RuntimeException failed) {
            entered.forEach(watching::leave);
            throw failed;
        }
    }

    /**
     * What happened since a place in the log. Asking keeps the accounts watched for a while.
     *
     * @param position absent for the end of the log, after which nothing is known yet
     */
    public Changes since(List<Account> accounts, @Nullable String position, int limit) {
        accounts.forEach(watching::visit);
        var place = position == null ? Optional.of(log.newest()) : place(position);
        if (place.isEmpty()) {
            return new Changes(List.of(), position(), false, true);
        }
        var newest = log.newest();
        var found = log.after(accounts.stream().map(Account::id).toList(), place.get(), limit + 1);
        if (found.size() > limit) {
            var some = found.subList(0, limit);
            return new Changes(some, String.valueOf(some.getLast().id()), true, false);
        }
        return new Changes(
                found, String.valueOf(found.isEmpty() ? newest : found.getLast().id()), false, false);
    }

    /** The place in the log, unless something after it has gone, or it never was. */
    private Optional<Long> place(String position) {
        try {
            return Optional.of(Long.parseLong(position)).filter(log::reachesBackTo);
        } catch (NumberFormatException unknown) {
            return Optional.empty();
        }
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forgetOld() {
        log.forgetOld();
    }

    /** Open streams would hold up the server's end; one who does not read holds it up no longer than all together may. */
    @EventListener(ContextClosedEvent.class)
    void endAll() {
        var ending = List.copyOf(open);
        ending.forEach(Following::close);
        var end = System.nanoTime() + MOMENT.toNanos();
        ending.forEach(one -> one.awaitEnd(Duration.ofNanos(Math.max(end - System.nanoTime(), 0))));
    }

    /** Somebody is told until it is closed. */
    public interface Subscription extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * A piece of the log.
     *
     * @param position where to go on
     * @param more whether there is more behind it
     * @param reset whether the place that was asked for is too old or unknown, so that everything has to be read anew
     */
    public record Changes(List<Happening> items, String position, boolean more, boolean reset) {

        public Changes {
            items = List.copyOf(items);
        }
    }
}
