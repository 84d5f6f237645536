package io.lettergate.store;

import static io.lettergate.store.StoreFixture.message;

import io.lettergate.store.Intake.Arrival;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A process that takes mail in, says when it has come to a point, and waits there to be killed. */
final class DoomedIntake {

    /** Where it waits. */
    enum Point {
        /** The files are where they belong, and nothing tells of them. */
        FILES,
        /** The journal tells of them, the tables do not. */
        JOURNAL,
        /** All is there. */
        COMMIT
    }

    private DoomedIntake() {}

    public static void main(String... arguments) throws IOException {
        var point = Point.valueOf(arguments[1]);
        try (var store = new StoreFixture(Path.of(arguments[0]))) {
            var account = store.account("robin@vale.example");
            List<Arrival> arrivals = new ArrayList<>();
            for (int number = 1; number <= 5; number++) {
                arrivals.add(store.arrival(message("letter " + number), "uid-" + number, 0));
            }
            store.keep(account, arrivals, kept -> waitAt(point));
        }
    }

    private static void waitAt(Point point) {
        if (point == Point.FILES) {
            waitToBeKilled();
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                if (point == Point.JOURNAL) {
                    waitToBeKilled();
                }
            }

            @Override
            public void afterCommit() {
                waitToBeKilled();
            }
        });
    }

    private static void waitToBeKilled() {
        System.out.println("here");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
