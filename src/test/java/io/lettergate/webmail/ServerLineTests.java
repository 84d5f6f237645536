package io.lettergate.webmail;

import static io.lettergate.webmail.Letters.COLLECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.collecting.Collected;
import io.lettergate.collecting.LedgerRow;
import io.lettergate.collecting.Whereabouts;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerLineTests {

    private static final Almanac ALMANAC = new Almanac(ZoneOffset.UTC, Locale.ENGLISH, Collected.NOON);

    @ParameterizedTest
    @CsvSource({"ON_SERVER, kept", "PINNED, kept", "HELD, held", "DUE, due", "REMOVED, onlyHere", "VANISHED, onlyHere"})
    void saysWhereAMessageLives(LedgerRow.State state, String word) {
        var line = ServerLine.of(COLLECTED, new Whereabouts("7", "pop.post.example", state, null), ALMANAC);

        assertThat(line)
                .isEqualTo(new ServerLine(word, "post.example", "", "/accounts/" + COLLECTED.id() + "/ledger/7"));
    }

    @Test
    void saysUntilWhenItIsThere() {
        var leaves = Collected.NOON.plus(Duration.ofDays(14));
        var place = new Whereabouts("7", "pop.post.example", LedgerRow.State.ON_SERVER, leaves);

        var line = ServerLine.of(COLLECTED, place, ALMANAC);

        assertThat(line.state()).isEqualTo("until");
        assertThat(line.until()).isEqualTo("5 December");
    }
}
