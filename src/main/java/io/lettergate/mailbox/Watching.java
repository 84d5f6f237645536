package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mailbox.spi.MailWatcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Tells listeners when the inbox of an account changes. However many listen, an account is watched once, and a little
 * longer than somebody listens, so that opening the next page costs no connection.
 */
@Service
public class Watching implements DisposableBean {

    private static final Duration LINGER = Duration.ofMinutes(1);

    private final List<MailWatcher> watchers;
    private final Clock clock;
    private final ConcurrentMap<AccountId, Watched> watched = new ConcurrentHashMap<>();

    Watching(List<MailWatcher> watchers, Clock clock) {
        this.watchers = List.copyOf(watchers);
        this.clock = clock;
    }

    /** Calls the listener after each change, until the subscription is closed. */
    public Subscription subscribe(Account account, Consumer<AccountId> listener) {
        var entry = watched.compute(account.id(), (id, known) -> {
            var here = known == null ? watch(account) : known;
            here.listeners().add(listener);
            return here;
        });
        return () -> watched.computeIfPresent(account.id(), (id, known) -> {
            entry.listeners().remove(listener);
            return known.since(clock.instant());
        });
    }

    private Watched watch(Account account) {
        var listeners = new CopyOnWriteArrayList<Consumer<AccountId>>();
        var watch = watchers.stream()
                .filter(watcher -> watcher.serves(account))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody watches " + account.protocol()))
                .watch(account, () -> listeners.forEach(listener -> listener.accept(account.id())));
        return new Watched(watch, listeners, clock.instant());
    }

    @Scheduled(fixedDelayString = "PT15S")
    void closeUnwatched() {
        var before = clock.instant().minus(LINGER);
        watched.keySet()
                .forEach(account -> watched.computeIfPresent(account, (id, known) -> {
                    if (!known.listeners().isEmpty() || known.since().isAfter(before)) {
                        return known;
                    }
                    known.watch().close();
                    return null;
                }));
    }

    @Override
    public void destroy() {
        watched.values().forEach(each -> each.watch().close());
    }

    /** Somebody listens until it is closed. */
    public interface Subscription extends AutoCloseable {

        @Override
        void close();
    }

    private record Watched(MailWatcher.Watch watch, List<Consumer<AccountId>> listeners, Instant since) {

        Watched since(Instant now) {
            return new Watched(watch, listeners, now);
        }
    }
}
