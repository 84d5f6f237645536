package io.lettergate.webmail.accounts;

import io.lettergate.accounts.Clue;
import io.lettergate.accounts.Progress;
import io.lettergate.accounts.Trial;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A first step that goes on, and what it found so far: servers that answer are told as they do, and all others in the
 * end, as the time that they take is nobody's business.
 */
final class Looking implements Progress {

    private final AddressForm.Typed typed;
    private final List<Clue> clues = new CopyOnWriteArrayList<>();
    private final List<Trial> open = new CopyOnWriteArrayList<>();
    private final CompletableFuture<FirstStep.Result> result;

    Looking(AddressForm.Typed typed, Function<Progress, FirstStep.Result> work, Executor threads) {
        this.typed = typed;
        this.result = CompletableFuture.supplyAsync(() -> work.apply(this), threads);
    }

    @Override
    public void looked(Clue clue) {
        clues.add(clue);
    }

    @Override
    public void knocked(Trial trial) {
        if (trial.answers()) {
            open.add(trial);
        }
    }

    AddressForm.Typed typed() {
        return typed;
    }

    public List<Clue> clues() {
        return List.copyOf(clues);
    }

    public List<Trial> open() {
        return List.copyOf(open);
    }

    /** Whether it has come to an end, at the latest after some patience. */
    boolean isDone(Duration patience) {
        try {
            result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException goesOn) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException failed) {
            return true;
        }
    }

    FirstStep.Result result() {
        return result.join();
    }
}
