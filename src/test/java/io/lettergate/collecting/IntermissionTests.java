package io.lettergate.collecting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A time in which nobody looks at an account. */
class IntermissionTests {

    private static final Duration WEEK = Duration.ofDays(7);

    private Books books;

    @BeforeEach
    void open(@TempDir Path directory) {
        books = new Books(directory);
    }

    @Test
    void nobodyBeginsToLookHoweverMuchItIsWanted() {
        assertThat(books.intermission.begin(books.account, WEEK)).isTrue();
        books.collecting.look(books.account);
        books.clock.forward(Duration.ofDays(6));

        assertThat(books.claims.due(10)).isEmpty();
        assertThat(books.claims.claim(books.account)).isEmpty();
    }

    @Test
    void afterItLooksGoOn() {
        books.intermission.begin(books.account, WEEK);

        books.intermission.end(books.account.id());

        assertThat(books.claims.claim(books.account)).isPresent();
    }

    @Test
    void endsByItselfWhereNobodyEndsIt() {
        books.intermission.begin(books.account, WEEK);

        books.clock.forward(Duration.ofDays(8));

        assertThat(books.claims.claim(books.account)).isPresent();
    }

    @Test
    void aLookThatGoesOnIsAskedToEndAndWaitedFor() {
        books.keepings.begin(books.account.id());
        var claim = books.claims.claim(books.account).orElseThrow();

        assertThat(books.intermission.begin(books.account, WEEK)).isFalse();

        assertThat(books.claims.progress(claim, Look.State.COLLECTING, 7, 7)).isFalse();
        books.claims.finished(claim, Look.State.STOPPED, java.util.Optional.empty());
        assertThat(books.intermission.begin(books.account, WEEK)).isTrue();
    }
}
