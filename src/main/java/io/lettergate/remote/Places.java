package io.lettergate.remote;

import io.lettergate.accounts.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The places at which pictures are fetched. One person has a third of them, so that slow servers keep no others waiting. */
final class Places {

    private static final int GROUPS = 64;

    private final Semaphore all;
    private final List<Semaphore> own;
    private final Duration patience;

    /** So many places, for which one waits so long. */
    Places(int count, Duration patience) {
        this.all = new Semaphore(count);
        this.own = Stream.generate(() -> new Semaphore(Math.max(1, count / 3)))
                .limit(GROUPS)
                .toList();
        this.patience = patience;
    }

    /** Does work at a place of this person's; nothing where none is free in time. */
    <T> Optional<T> at(AccountId person, Supplier<Optional<T>> work) {
        return at(own.get(Math.floorMod(person.hashCode(), GROUPS)), () -> at(all, work));
    }

    private <T> Optional<T> at(Semaphore places, Supplier<Optional<T>> work) {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
