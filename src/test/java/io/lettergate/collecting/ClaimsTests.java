package io.lettergate.collecting;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.PasswordChanged;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an account is looked at, and by whom. */
class ClaimsTests {

    private Books books;

    @BeforeEach
    void open(@TempDir Path directory) {
        books = new Books(directory);
    }

    @Test
    @DisplayName("P23 of two nodes one looks, and the other does nothing")
    void oneLooks() {
        books.keepings.begin(books.account.id());

        assertThat(books.claims.claim(books.account)).isPresent();
        assertThat(books.claims.claim(books.account)).isEmpty();
    }

    @Test
    @DisplayName("C5 the lease of a node that died ends")
    void aDeadNodeIsFollowed() {
        books.claims.claim(books.account).orElseThrow();
        books.clock.forward(Duration.ofSeconds(29));
        books.collecting.look(books.account);
        books.keepings.want(books.account.id());
        assertThat(books.claims.claim(books.account)).isEmpty();

        books.clock.forward(Duration.ofSeconds(2));

        assertThat(books.claims.claim(books.account)).isPresent();
        assertThat(books.collecting.looks(books.account, 10))
                .anyMatch(look -> "Lettergate was stopped meanwhile.".equals(look.problem()));
    }

    @Test
    void whoLivesKeepsTheLease() {
        books.claims.claim(books.account).orElseThrow();
        books.keepings.want(books.account.id());
        for (int at = 0; at < 5; at++) {
            books.clock.forward(Duration.ofSeconds(20));
            books.claims.renewAll(List.of(books.account.id()));
        }

        assertThat(books.claims.claim(books.account)).isEmpty();
    }

    @Test
    void looksAgainAboutAsOftenAsIsWanted() {
        books.look();

        assertThat(books.claims.due(10)).isEmpty();
        books.clock.forward(Duration.ofMinutes(11));
        assertThat(books.claims.due(10)).containsExactly(books.account.id());
    }

    @Test
    void looksNowWhenAskedAndTellsOfTheLookThatGoesOn() {
        books.look();
        books.clock.forward(Duration.ofSeconds(61));

        var asked = books.collecting.look(books.account);
        assertThat(asked.state()).isEqualTo(Look.State.WAITING);
        books.claims.claim(books.account).orElseThrow();

        assertThat(books.collecting.look(books.account).id()).isEqualTo(asked.id());
        assertThat(books.collecting.look(books.account).state()).isEqualTo(Look.State.LOOKING);
    }

    @Test
    void aLookWhoseNodeDiedIsNotTakenForOneThatGoesOn() {
        books.look();
        books.clock.forward(Duration.ofSeconds(61));
        var asked = books.collecting.look(books.account);
        books.claims.claim(books.account).orElseThrow();
        books.clock.forward(Duration.ofSeconds(31));

        var anew = books.collecting.look(books.account);

        assertThat(anew.id()).isNotEqualTo(asked.id());
        assertThat(anew.state()).isEqualTo(Look.State.WAITING);
        assertThat(books.collecting.look(books.account, asked.id()).state()).isEqualTo(Look.State.FAILED);
        assertThat(books.happened).contains(new LookWanted(books.account.id()));
    }

    @Test
    void aLookThatSomebodyAskedForIsDueAgainWhenItsNodeDied() {
        books.look();
        books.clock.forward(Duration.ofSeconds(61));
        books.collecting.look(books.account);
        books.claims.claim(books.account).orElseThrow();

        books.clock.forward(Duration.ofSeconds(31));

        assertThat(books.claims.due(10)).containsExactly(books.account.id());
    }

    @Test
    void aLookOfJustNowIsGoodEnough() {
        books.look();
        var last = books.collecting.looks(books.account, 1).getFirst();

        assertThat(books.collecting.look(books.account)).isEqualTo(last);
        assertThat(books.claims.due(10)).isEmpty();
    }

    @Test
    void heedsTheServersDelay() {
        books.keepings.begin(books.account.id());
        var claim = books.claims.claim(books.account).orElseThrow();
        books.claims.spare(claim, Duration.ofMinutes(30));
        books.claims.finished(claim, Look.State.DONE, Optional.of(Duration.ZERO));

        books.clock.forward(Duration.ofMinutes(29));
        assertThat(books.claims.due(10)).isEmpty();
        books.clock.forward(Duration.ofMinutes(2));

        assertThat(books.claims.due(10)).hasSize(1);
    }

    @Test
    @DisplayName("P13 passing trouble is tried again after 1, 5 and 15 minutes, and shown after half an hour")
    void backsOff() {
        books.keepings.begin(books.account.id());
        for (var pause : new int[] {1, 5, 15, 15}) {
            books.claims.failed(books.claims.claim(books.account).orElseThrow(), Setback.PASSING, "It is in use.");
            assertThat(books.collecting.standing(books.account).problem()).isNull();
            books.clock.forward(Duration.ofSeconds(pause * 53L));
            assertThat(books.claims.due(10)).isEmpty();
            books.clock.forward(Duration.ofSeconds(pause * 14L));
            assertThat(books.claims.due(10)).hasSize(1);
        }
        books.claims.failed(books.claims.claim(books.account).orElseThrow(), Setback.PASSING, "It is in use.");

        assertThat(books.collecting.standing(books.account).problem()).isEqualTo("It is in use.");
        books.clock.forward(Duration.ofMinutes(20));
        books.look();
        assertThat(books.collecting.standing(books.account).problem()).isNull();
    }

    @Test
    @DisplayName("A1 a password that was refused is not tried again until there is another")
    void waitsForAnotherPassword() {
        books.keepings.begin(books.account.id());
        books.claims.failed(books.claims.claim(books.account).orElseThrow(), Setback.PASSWORD, "It was refused.");
        books.clock.forward(Duration.ofDays(1));
        books.collecting.look(books.account);

        assertThat(books.claims.due(10)).isEmpty();
        assertThat(books.collecting.standing(books.account).needsPassword()).isTrue();
        assertThat(books.happened).contains(new CollectingChange.SignInRequired(books.account.id()));
        new PasswordsHeard(books.keepings).changed(new PasswordChanged(books.account.id()));
        assertThat(books.claims.due(10)).hasSize(1);
    }

    @Test
    @DisplayName("P7 where there is no room here, it is said at once, and tried again")
    void saysThatThereIsNoRoom() {
        books.keepings.begin(books.account.id());
        books.claims.failed(books.claims.claim(books.account).orElseThrow(), Setback.STORAGE, "The disk is full.");

        assertThat(books.collecting.standing(books.account).problem()).isEqualTo("The disk is full.");
        books.clock.forward(Duration.ofSeconds(70));
        assertThat(books.claims.due(10)).hasSize(1);
    }

    @Test
    void aLookCanBeStopped() {
        books.keepings.begin(books.account.id());
        var claim = books.claims.claim(books.account).orElseThrow();
        assertThat(books.claims.progress(claim, Look.State.COLLECTING, 7, 7)).isTrue();

        books.collecting.stop(books.account);

        assertThat(books.claims.progress(claim, Look.State.COLLECTING, 7, 7)).isFalse();
        assertThat(books.happened).anyMatch(CollectingChange.LookProgressed.class::isInstance);
    }

    @Test
    @DisplayName("P19 a clock that was wrong for one look does not keep all others away")
    void looksAgainAfterTheClockWentBack() {
        books.clock.forward(Duration.ofDays(400));
        books.look();
        books.clock.forward(Duration.ofDays(-400));

        assertThat(books.claims.due(10)).hasSize(1);
        assertThat(books.claims.claim(books.account).orElseThrow().mayShorten()).isFalse();
    }

    @Test
    @DisplayName("P19 a lease of a node whose clock was wrong ends")
    void aLeaseOfTheFutureEnds() {
        books.keepings.begin(books.account.id());
        books.clock.forward(Duration.ofDays(400));
        books.claims.claim(books.account).orElseThrow();
        books.clock.forward(Duration.ofDays(-400));

        assertThat(books.claims.claim(books.account)).isPresent();
    }

    @Test
    void aDelayOfMonthsIsADay() {
        books.keepings.begin(books.account.id());
        var claim = books.claims.claim(books.account).orElseThrow();
        books.claims.spare(claim, Duration.ofDays(115));
        books.claims.finished(claim, Look.State.DONE, Optional.of(Duration.ZERO));

        books.clock.forward(Duration.ofHours(25));

        assertThat(books.claims.due(10)).hasSize(1);
    }

    @Test
    @DisplayName("C5 a look that died keeps no lease, though its node lives")
    void theDeadKeepNoLease() {
        books.claims.claim(books.account).orElseThrow();
        books.keepings.want(books.account.id());
        for (int at = 0; at < 5; at++) {
            books.clock.forward(Duration.ofSeconds(20));
            books.claims.renewAll(List.of(AccountId.random()));
        }

        assertThat(books.claims.claim(books.account)).isPresent();
    }

    @Test
    void aLookThatCannotBeginDoesNotKeepTheNextOnesAway() {
        var asked = books.collecting.look(books.account);
        books.claims.postpone(books.account.id());

        assertThat(books.collecting.look(books.account, asked.id()).problem()).contains("cannot be looked at");
        var again = books.collecting.look(books.account);

        assertThat(again.state()).isEqualTo(Look.State.WAITING);
        assertThat(books.claims.due(10)).hasSize(1);
    }
}
