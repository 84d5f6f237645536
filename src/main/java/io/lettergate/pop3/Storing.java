package io.lettergate.pop3;

import io.lettergate.accounts.Account;
import io.lettergate.store.Intake;
import io.lettergate.store.Intake.Arrival;
import io.lettergate.store.Intake.Kept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Stores batches of messages beside the one who receives them: while one batch is entered into the tables, the files of
 * the next are made durable, and the one after that comes. They are entered in the order in which they came; after one
 * that failed none is.
 */
final class Storing implements AutoCloseable {

    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("storing-", 0).factory());
    private final AtomicLong stored = new AtomicLong();
    private final Intake intake;
    private CompletableFuture<Boolean> last = CompletableFuture.completedFuture(true);
    private CompletableFuture<Boolean> beforeLast = last;

    Storing(Intake intake) {
        this.intake = intake;
    }

    /**
     * Begins to store a batch, once there is room for it.
     *
     * @param alongside is called in the transaction that enters it
     * @throws IOException if one before could not be stored
     */
    void add(Account account, List<Arrival> arrivals, Consumer<List<Kept>> alongside) throws IOException {
        await(beforeLast);
        var prepared = CompletableFuture.supplyAsync(() -> prepare(account, arrivals), workers);
        var kept = last.thenCombineAsync(prepared, (before, batch) -> keep(batch, alongside), workers);
        beforeLast = last;
        last = kept.whenComplete(
                (done, failure) -> arrivals.forEach(arrival -> arrival.message().close()));
    }

    /**
     * Waits until all is stored.
     *
     * @throws IOException if not all could be
     */
    void finish() throws IOException {
        await(last);
    }

    /** How many messages were stored. */
    long stored() {
        return stored.get();
    }

    private Intake.Batch prepare(Account account, List<Arrival> arrivals) {
        try {
            return intake.prepare(account, arrivals);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean keep(Intake.Batch batch, Consumer<List<Kept>> alongside) {
        try {
            intake.keep(batch, alongside);
            stored.addAndGet(batch.arrivals().size());
            return true;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whoever is to end waits, too: what is half stored belongs to nobody. */
    private static void await(CompletableFuture<Boolean> stored) throws IOException {
        try {
            stored.join();
        } catch (CompletionException failed) {
            var cause = failed.getCause();
            if (cause instanceof UncheckedIOException failure) {
                throw failure.getCause();
            }
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            if (cause instanceof Error failure) {
                throw failure;
            }
            throw failed;
        }
    }

    /** Ends when nothing is being stored any more. */
    @Override
    public void close() {
        workers.close();
    }
}
