package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.springframework.stereotype.Component;

/** Wakes those who watch an account when its mail changed. */
@Component
class StoreBell {

    private final ConcurrentMap<AccountId, Set<Runnable>> listeners = new ConcurrentHashMap<>();

    void listen(AccountId account, Runnable listener) {
        listeners.computeIfAbsent(account, none -> new CopyOnWriteArraySet<>()).add(listener);
    }

    void leave(AccountId account, Runnable listener) {
        listeners.computeIfPresent(account, (id, set) -> {
            set.remove(listener);
            return set.isEmpty() ? null : set;
        });
    }

    void ring(AccountId account) {
        listeners.getOrDefault(account, Set.of()).forEach(Runnable::run);
    }

    Set<AccountId> watched() {
        return Set.copyOf(listeners.keySet());
    }
}
