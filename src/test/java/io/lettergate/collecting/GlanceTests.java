package io.lettergate.collecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlanceTests {

    private Books books;

    @BeforeEach
    void open(@TempDir Path directory) {
        books = new Books(directory);
        books.deliver("one", "two");
        books.look();
    }

    @Test
    void agreesWithTheStandingThatIsDearer() {
        var standing = books.collecting.standing(books.account);

        assertThat(glance())
                .isEqualTo(new Glance(false, false, null, false, standing.nextAt(), Duration.ofMinutes(10), false));
    }

    @Test
    void tellsOfALookThatGoesOnAndOfMailThatIsHeld() {
        books.collecting.hold(books.account, true);
        books.clock.forward(Duration.ofMinutes(5));
        books.collecting.look(books.account);

        assertThat(glance().looking()).isTrue();
        assertThat(glance().held()).isTrue();
    }

    @Test
    void warnsFromTheLetterUntilTheFirstRemovals() {
        books.keep(Books.TWO_WEEKS);

        assertThat(glance().warns()).as("on the first day").isFalse();
        books.clock.forward(Duration.ofDays(11).plusMinutes(1));
        books.look();
        assertThat(glance().warns()).as("three days before").isTrue();
        books.clock.forward(Duration.ofDays(3));
        assertThat(glance().warns()).as("when they begin").isFalse();
    }

    @Test
    void knowsNothingOfAnAccountThatWasNeverLookedAt() {
        assertThat(books.collecting.glances(List.of())).isEmpty();
    }

    @Test
    void refusesACursorThatIsNone() {
        assertThatThrownBy(() -> books.collecting.ledger(books.account, LedgerPage.Filter.ALL, "no such", 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Glance glance() {
        return Objects.requireNonNull(
                books.collecting.glances(List.of(books.account)).get(books.account.id()));
    }
}
