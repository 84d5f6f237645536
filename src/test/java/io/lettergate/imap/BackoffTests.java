package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.StillTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTests {

    private final StillTicker time = new StillTicker();
    private final Backoff backoff = new Backoff(time, () -> 0);

    @Test
    void oneFailureCostsNothing() {
        backoff.failed();

        assertThat(backoff.left(false)).isZero();
    }

    @Test
    void eachFurtherOneCostsHalfAsMuchAgain() {
        fail(2);
        assertThat(backoff.left(false)).isEqualTo(Duration.ofSeconds(2));

        backoff.failed();
        assertThat(backoff.left(false)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void thereIsAMostAndItIsLowerWhileSomebodyWaits() {
        fail(1000);

        assertThat(backoff.left(false)).isEqualTo(Duration.ofSeconds(30));
        assertThat(backoff.left(true)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void itPassesWithTime() {
        fail(2);

        time.pass(Duration.ofSeconds(2));

        assertThat(backoff.left(false)).isZero();
    }

    @Test
    void onlyAConnectionThatLivedEndsIt() {
        fail(6);

        backoff.lived(time.nanos());
        assertThat(backoff.left(false)).isPositive();

        var opened = time.nanos();
        time.pass(Backoff.STABLE);
        backoff.lived(opened);
        fail(1);
        assertThat(backoff.left(false)).isZero();
    }

    private void fail(int times) {
        for (int time = 0; time < times; time++) {
            backoff.failed();
        }
    }
}
