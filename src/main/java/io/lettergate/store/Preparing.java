package io.lettergate.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Makes message files durable, and reads what there is to know of them: many at once, as a disk likes it. */
@Component
class Preparing implements DisposableBean {

    private static final int AT_ONCE = 8;

    private final MessageFiles files;
    private final ExecutorService workers = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("store-", 0).factory());

    Preparing(MessageFiles files) {
        this.files = files;
    }

    /** When this returns, the files are where they belong, and are still there after the power fails. */
    List<Prepared> prepare(Collection<IncomingFile> incoming) throws IOException {
        var prepared = all(incoming.stream()
                .<Callable<Prepared>>map(message -> () -> prepare(message))
                .toList());
        // A name given while others are made durable waits for them: so all get theirs in one go.
        for (var message : incoming) {
            files.name(message.file(), message.digest());
        }
        var folders = files.folders(prepared.stream().map(Prepared::digest).toList());
        all(folders.stream()
                .<Callable<Boolean>>map(folder -> () -> {
                    MessageFiles.settle(folder);
                    return true;
                })
                .toList());
        return prepared;
    }

    private static Prepared prepare(IncomingFile message) throws IOException {
        MessageFiles.settle(message.file());
        return new Prepared(message.digest(), message.size(), Describing.of(message.file()));
    }

    /** Does all of it, and fails only after all has ended. */
    <T> List<T> all(List<Callable<T>> work) throws IOException {
        if (work.size() == 1) {
            return List.of(one(work.getFirst()));
        }
        try {
            List<T> done = new ArrayList<>();
            for (Future<T> future : workers.invokeAll(work)) {
                done.add(future.get());
            }
            return done;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException failure ? failure : new IOException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while storing", interrupted);
        }
    }

    private static <T> T one(Callable<T> work) throws IOException {
        try {
            return work.call();
        } catch (IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception other) {
            throw new IOException(other);
        }
    }

    @Override
    public void destroy() {
        workers.shutdown();
    }
}
