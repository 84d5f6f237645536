package io.lettergate.events;

import io.lettergate.accounts.AccountId;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Wakes those who wait for the log of an account to grow: at once on this node, within a second on the others. */
@Component
class Bell {

    private final EventLog log;
    private final ConcurrentMap<AccountId, Set<Semaphore>> sleepers = new ConcurrentHashMap<>();
    private long heard;

    Bell(EventLog log) {
        this.log = log;
    }

    void wake(Collection<AccountId> accounts, Semaphore sleeper) {
        accounts.forEach(account -> sleepers.computeIfAbsent(account, id -> ConcurrentHashMap.newKeySet())
                .add(sleeper));
    }

    void forget(Collection<AccountId> accounts, Semaphore sleeper) {
        accounts.forEach(account -> sleepers.computeIfPresent(account, (id, all) -> {
            all.remove(sleeper);
            return all.isEmpty() ? null : all;
        }));
    }

    void ring(AccountId account) {
        sleepers.getOrDefault(account, Set.of()).forEach(Semaphore::release);
    }

    /** Another node may have written to the log. */
    @Scheduled(fixedDelayString = "PT1S")
    void listen() {
        if (sleepers.isEmpty()) {
            return;
        }
        var newest = log.newest();
        if (newest > heard) {
            log.grown(heard).forEach(this::ring);
            heard = newest;
        }
    }
}
