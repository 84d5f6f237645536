package io.lettergate.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.accounts.AccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlacesTests {

    private static final AccountId ADA = new AccountId(new UUID(0, 1));
    private static final AccountId KIM = new AccountId(new UUID(0, 2));

    @Test
    @Timeout(60)
    void leavesPlacesForOthers() throws InterruptedException {
        var places = new Places(6, Duration.ofMinutes(10));
        var begun = new CountDownLatch(2);
        var end = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 6; i++) {
            threads.add(Thread.startVirtualThread(() -> places.at(ADA, () -> wait(begun, end))));
        }
        begun.await();

        assertThat(places.at(KIM, () -> Optional.of("picture"))).contains("picture");

        end.countDown();
        for (var thread : threads) {
            thread.join();
        }
    }

    @Test
    void givesUpAfterAWhile() {
        var places = new Places(1, Duration.ofMillis(1));

        assertThat(places.at(ADA, () -> places.at(KIM, () -> Optional.of("picture"))))
                .isEmpty();
    }

    private static Optional<String> wait(CountDownLatch begun, CountDownLatch end) {
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
