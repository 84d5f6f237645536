package io.lettergate.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.StillTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TurnsTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final StillTicker time = new StillTicker();

    @Test
    @DisplayName("C3 in no second are there more than five")
    void inNoSecondAreThereMoreThanFive() {
        var turns = new Turns(5, time);
        List<Long> taken = new ArrayList<>();
        for (int turn = 0; turn < 50; turn++) {
            taken.add(turns.take(LONG).orElseThrow().toMillis());
            time.pass(Duration.ofMillis(turn % 7 == 0 ? 30 : 0));
            taken.set(turn, taken.get(turn) + passed());
        }

        for (int turn = 5; turn < taken.size(); turn++) {
            assertThat(taken.get(turn) - taken.get(turn - 5)).isGreaterThanOrEqualTo(970);
        }
    }

    private long passed() {
        return Duration.ofNanos(time.nanos() - 1_000_000_000_000L).toMillis();
    }

    @Test
    void whoComesLaterWaitsLonger() {
        var turns = new Turns(1, time);

        assertThat(turns.take(LONG)).contains(Duration.ZERO);
        assertThat(turns.take(LONG)).contains(Duration.ofSeconds(1));
        assertThat(turns.take(LONG)).contains(Duration.ofSeconds(2));
    }

    @Test
    void whoWouldWaitTooLongTakesNoTurn() {
        var turns = new Turns(1, time);
        turns.take(LONG);

        assertThat(turns.take(Duration.ofMillis(500))).isEmpty();

        time.pass(Duration.ofSeconds(1));
        assertThat(turns.take(Duration.ofMillis(500))).contains(Duration.ZERO);
    }
}
