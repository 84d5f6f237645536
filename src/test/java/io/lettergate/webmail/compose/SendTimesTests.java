package io.lettergate.webmail.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.lettergate.webmail.Almanac;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendTimesTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Almanac at(String instant) {
        return new Almanac(BERLIN, Locale.UK, Instant.parse(instant));
    }

    @Test
    void offersAnHourTheMorningAndMonday() {
        var times = SendTimes.of(at("2026-11-21T12:00:30Z"));

        assertThat(times.choices())
                .extracting(SendTimes.Choice::name, SendTimes.Choice::button, SendTimes.Choice::when)
                .containsExactly(
                        tuple("hour", "later:2026-11-21T13:00:00Z", "14:00"),
                        tuple("morning", "later:2026-11-22T07:00:00Z", "08:00"),
                        tuple("monday", "later:2026-11-23T07:00:00Z", "08:00"));
        assertThat(times.zone()).isEqualTo("Europe/Berlin");
        assertThat(times.own()).isEqualTo("2026-11-22T08:00");
    }

    @Test
    void offersTheSameMorningOnce() {
        assertThat(SendTimes.of(at("2026-11-22T12:00:00Z")).choices())
                .extracting(SendTimes.Choice::name)
                .containsExactly("hour", "morning");
    }

    @Test
    void takesTheTimeThatTheButtonShowed() {
        var now = at("2026-11-21T12:00:00Z");

        assertThat(SendTimes.of("send", null, now)).isNull();
        assertThat(SendTimes.of("later:2026-11-22T07:00:00Z", null, now)).isEqualTo("2026-11-22T07:00:00Z");
        assertThat(SendTimes.of("later", "2026-12-24T18:30", now)).isEqualTo("2026-12-24T17:30:00Z");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "tomorrow", "2026-13-01T08:00", "2026-11-22"})
    void asksForATimeWhereThereIsNone(String written) {
        assertThatThrownBy(() -> SendTimes.of("later", written, at("2026-11-21T12:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("on which day");
    }

    @Test
    void refusesWhatIsOver() {
        var now = at("2026-11-21T12:00:00Z");

        assertThatThrownBy(() -> SendTimes.of("later:2026-11-21T11:59:00Z", null, now))
                .hasMessageContaining("is over");
        assertThatThrownBy(() -> SendTimes.of("later", "2026-11-21T12:59", now)).hasMessageContaining("is over");
        assertThatThrownBy(() -> SendTimes.of("later:soon", null, now)).hasMessageContaining("choose");
    }
}
