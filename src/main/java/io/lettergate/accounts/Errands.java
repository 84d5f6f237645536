package io.lettergate.accounts;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Does several things at once that all wait for somebody else. */
@Component
class Errands implements DisposableBean {

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("discovery-", 0).factory());

    <T> CompletableFuture<T> send(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    ExecutorService threads() {
        return threads;
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
