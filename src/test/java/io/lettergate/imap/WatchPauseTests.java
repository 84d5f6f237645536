package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WatchPauseTests {

    private static final Duration AT_ONCE = Duration.ofMillis(3);

    @Test
    @DisplayName("C4: a server that takes us and drops us is asked less and less often")
    void growsWhileConnectionsDoNotLive() {
        var pauses = Stream.iterate(WatchPause.FIRST.after(AT_ONCE), pause -> pause.after(AT_ONCE))
                .limit(40)
                .map(pause -> pause.time(false, 1))
                .toList();

        assertThat(pauses).isSorted().startsWith(Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertThat(pauses.getLast()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void staysShortWhileSomebodyWaits() {
        var pause = new WatchPause(20);

        assertThat(pause.time(true, 1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(pause.time(true, 0)).isEqualTo(Duration.ofSeconds(24));
    }

    @Test
    void beginsAnewAfterAConnectionThatLived() {
        var pause = new WatchPause(20).after(Duration.ofMinutes(5));

        assertThat(pause.time(false, 1)).isEqualTo(Duration.ofSeconds(2));
    }
}
