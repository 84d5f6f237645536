package io.lettergate.collecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.collecting.KeepOnServer.CountFrom;
import io.lettergate.collecting.KeepOnServer.FirstRun;
import io.lettergate.collecting.KeepOnServer.Mode;
import io.lettergate.mail.MailFailure;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves the server, and when: never without need, never by surprise. */
class WindowTests {

    private static final KeepOnServer NEVER = Books.window(Mode.NEVER, null, false);
    private static final KeepOnServer UNTIL_REMOVED = Books.window(Mode.UNTIL_REMOVED_HERE, null, true);

    private Books books;

    @BeforeEach
    void open(@TempDir Path directory) {
        books = new Books(directory);
    }

    @Test
    void keepsEverythingForEverAtFirst() {
        books.deliver("one");
        books.look();
        books.clock.forward(Duration.ofDays(29));

        assertThat(books.look().removed()).isEmpty();
        assertThat(books.collecting.standing(books.account).window()).isEqualTo(KeepOnServer.FOREVER);
    }

    @Test
    void removesAfterSoManyDaysAndSaysSoWhenItIsGone() {
        books.deliver("one");
        books.look();
        books.keep(Books.TWO_WEEKS);

        books.clock.forward(Duration.ofDays(13));
        assertThat(books.look().removed()).isEmpty();
        books.clock.forward(Duration.ofDays(1));
        assertThat(books.look().removed()).containsExactly("one");
        assertThat(books.row("one").state()).isEqualTo(LedgerRow.State.DUE);
        books.look();

        assertThat(books.row("one").state()).isEqualTo(LedgerRow.State.REMOVED);
        assertThat(books.row("one").message()).isNotNull();
        assertThat(books.happened).contains(new CollectingChange.RemovedFromServer(books.account.id(), 1));
    }

    @Test
    @DisplayName(
            "P20 a window that removes more needs its plan, which names the number, and removes nothing for three days")
    void needsThePlan() {
        books.deliver(50);
        books.look();
        books.clock.forward(Duration.ofDays(20));

        assertThatThrownBy(() -> books.collecting.keep(books.account, Books.TWO_WEEKS, null))
                .isInstanceOfSatisfying(PlanNeeded.class, needed -> {
                    assertThat(needed.plan().leaving()).isEqualTo(50);
                    assertThat(needed.plan().soon()).isEqualTo(50);
                });
        books.keep(Books.TWO_WEEKS);

        books.clock.forward(Duration.ofDays(2));
        assertThat(books.look().removed()).isEmpty();
        books.clock.forward(Duration.ofDays(1));
        assertThat(books.look().removed()).hasSize(50);
    }

    @Test
    void aTokenIsGoodForItsWindowOnceAndForAnHour() {
        var plan = books.collecting.plan(books.account, Books.TWO_WEEKS);
        assertThatThrownBy(() -> books.collecting.keep(books.account, Books.days(7), plan.token()))
                .isInstanceOf(PlanNeeded.class);
        books.collecting.keep(books.account, Books.TWO_WEEKS, plan.token());
        books.collecting.keep(books.account, KeepOnServer.FOREVER, null);
        assertThatThrownBy(() -> books.collecting.keep(books.account, Books.TWO_WEEKS, plan.token()))
                .isInstanceOf(PlanNeeded.class);
        var late = books.collecting.plan(books.account, Books.TWO_WEEKS);
        books.clock.forward(Duration.ofMinutes(61));

        assertThatThrownBy(() -> books.collecting.keep(books.account, Books.TWO_WEEKS, late.token()))
                .isInstanceOf(PlanNeeded.class);
    }

    @Test
    void lengtheningActsAtOnceAndNeedsNoPlan() {
        books.deliver("one");
        books.look();
        books.keep(Books.days(7));
        books.clock.forward(Duration.ofDays(8));

        books.collecting.keep(books.account, Books.TWO_WEEKS, null);

        assertThat(books.look().removed()).isEmpty();
    }

    @Test
    void canBeTakenBackUntilSomethingHasLeft() {
        books.deliver("one");
        books.look();
        books.keep(NEVER);
        assertThat(books.collecting.takeBack(books.account).window()).isEqualTo(KeepOnServer.FOREVER);
        books.keep(NEVER);
        books.clock.forward(Duration.ofDays(4));
        books.look();

        assertThat(books.collecting.standing(books.account).previous()).isNull();
        assertThatThrownBy(() -> books.collecting.takeBack(books.account)).isInstanceOf(MailFailure.UndoExpired.class);
    }

    @Test
    void writesALetterThreeDaysBeforeTheFirstDay() {
        books.deliver("one");
        books.look();
        books.keep(Books.TWO_WEEKS);

        books.clock.forward(Duration.ofDays(10));
        books.look();
        assertThat(books.copies.letters).isEmpty();
        books.clock.forward(Duration.ofDays(1));
        books.look();
        books.look();

        assertThat(books.copies.letters).containsExactly("1 message leaves post.example on 5 December 2026");
        assertThat(books.happened).anyMatch(CollectingChange.Due.class::isInstance);
    }

    @Test
    void writesTheLetterAtOnceWhereThereIsNoMoreTime() {
        books.deliver("one");
        books.look();

        books.keep(NEVER);

        assertThat(books.copies.letters).hasSize(1);
    }

    @Test
    void whatWasInNoPlanLeavesOnlyThreeDaysAfterTheLetter() {
        books.keep(NEVER);
        books.clock.forward(Duration.ofDays(10));
        books.deliver("later");
        books.look();
        assertThat(books.copies.letters).hasSize(1);

        books.clock.forward(Duration.ofDays(2));
        assertThat(books.look().removed()).isEmpty();
        books.clock.forward(Duration.ofDays(1));

        assertThat(books.look().removed()).containsExactly("later");
    }

    @Test
    void keepsUnreadMailWhereThatIsWanted() {
        books.deliver("read", "unread");
        books.look();
        books.copies.unread(books.copy("unread"));
        books.keep(Books.window(Mode.DAYS, 14, true));
        books.clock.forward(Duration.ofDays(15));

        assertThat(books.look().removed()).containsExactly("read");
    }

    @Test
    void keepsWhatIsPinnedOrFlagged() {
        books.deliver("pinned", "flagged", "plain");
        books.look();
        books.collecting.pin(books.account, books.row("pinned").key(), true);
        books.copies.flag(books.copy("flagged"));
        books.keep(Books.TWO_WEEKS);
        books.clock.forward(Duration.ofDays(15));

        assertThat(books.look().removed()).containsExactly("plain");
        assertThat(books.row("flagged").state()).isEqualTo(LedgerRow.State.PINNED);
    }

    @Test
    void holdsEverything() {
        books.deliver("one");
        books.look();
        books.keep(Books.TWO_WEEKS);
        books.collecting.hold(books.account, true);
        books.clock.forward(Duration.ofDays(15));

        assertThat(books.look().removed()).isEmpty();
        assertThat(books.row("one").state()).isEqualTo(LedgerRow.State.HELD);
        books.collecting.hold(books.account, false);
        assertThat(books.look().removed()).containsExactly("one");
    }

    @Test
    void removesNowWhatThePersonWantsRemoved() {
        books.deliver("one", "two");
        books.look();

        books.collecting.removeThere(books.account, books.row("one").key());
        assertThat(books.row("one").state()).isEqualTo(LedgerRow.State.DUE);

        assertThat(books.look().removed()).containsExactly("one");
    }

    @Test
    void nothingIsRemovedNowThatIsNotHere() {
        books.deliver("one");
        books.look(true, uidl -> false);

        assertThatThrownBy(() -> books.collecting.removeThere(
                        books.account, books.row("one").key()))
                .isInstanceOf(MailFailure.CapabilityMissing.class);
    }

    @Test
    @DisplayName("P21 what lies in Trash stays there; what is removed for good leaves there too, if that is wanted")
    void followsWhatIsRemovedHere() {
        books.deliver("trashed", "removed");
        books.look();
        books.keep(UNTIL_REMOVED);
        books.clock.forward(Duration.ofDays(4));
        books.copies.toTrash(books.copy("trashed"), true);
        books.copies.remove(books.copy("removed"));

        assertThat(books.look().removed()).containsExactly("removed");
        books.copies.toTrash(books.copy("trashed"), false);
        assertThat(books.look().removed()).isEmpty();
    }

    @Test
    void whatWasRemovedHereStaysThereWhereNobodyWantsOtherwise() {
        books.deliver("one");
        books.look();
        books.keep(Books.TWO_WEEKS);
        books.copies.remove(books.copy("one"));
        books.clock.forward(Duration.ofDays(15));

        assertThat(books.look().removed()).isEmpty();
    }

    @Test
    void whatIsDamagedHereStaysThere() {
        books.deliver("one");
        books.look();
        books.keep(Books.TWO_WEEKS);
        books.copies.damage(books.copy("one"));
        books.clock.forward(Duration.ofDays(15));

        assertThat(books.look().removed()).isEmpty();
        assertThat(books.row("one").problem()).contains("not as it was stored");
    }

    @Test
    void theOldestLeaveWhereTooManyLieThere() {
        books.deliver("oldest");
        books.look();
        books.clock.forward(Duration.ofMinutes(1));
        books.deliver("older", "newest");
        books.look();
        books.keep(bounded(null, 2));
        books.clock.forward(Duration.ofDays(4));

        assertThat(books.look().removed()).containsExactly("oldest");
    }

    @Test
    void theOldestLeaveWhereTooMuchLiesThere() {
        books.deliver("oldest", "newest");
        books.look();
        books.keep(bounded(150L, null));
        books.clock.forward(Duration.ofDays(4));

        assertThat(books.look().removed()).containsExactly("oldest");
    }

    @Test
    void countsFromWhenTheServerGotItButNeverBeforeItWasStored() {
        books.deliver("one");
        books.look();
        books.keep(new KeepOnServer(
                Mode.DAYS, 14, CountFrom.RECEIVED, false, null, null, false, FirstRun.ALL, Duration.ofMinutes(10)));

        books.clock.forward(Duration.ofDays(13));

        assertThat(books.look().removed()).containsExactly("one");
    }

    @Test
    @DisplayName("P19 a clock that jumped removes nothing, once")
    void aClockThatJumpedRemovesNothing() {
        books.deliver("one");
        books.look();
        books.keep(Books.TWO_WEEKS);

        books.clock.forward(Duration.ofDays(31));
        assertThat(books.look().removed()).isEmpty();

        assertThat(books.look().removed()).containsExactly("one");
    }

    @Test
    @DisplayName("P19 a clock that went back removes nothing")
    void aClockThatWentBackRemovesNothing() {
        books.deliver("one");
        books.look();
        books.collecting.removeThere(books.account, books.row("one").key());

        books.clock.forward(Duration.ofDays(-1));
        books.keepings.want(books.account.id());

        assertThat(books.claims.claim(books.account).orElseThrow().mayRemove()).isFalse();
    }

    @Test
    void whatTheLetterNamedLeavesThoughItWasInNoPlan() {
        books.keep(NEVER);
        books.deliver(200);
        books.look();
        books.clock.forward(Duration.ofDays(3).minusSeconds(1));
        assertThat(books.look().removed()).isEmpty();

        books.clock.forward(Duration.ofSeconds(2));

        assertThat(books.look().removed()).hasSize(200);
        assertThat(books.collecting.standing(books.account).held()).isFalse();
    }

    @Test
    void moreThanThePlanNamedIsHeldUntilItIsPlannedAnew() {
        books.keep(NEVER);
        books.deliver(1);
        books.look();
        books.clock.forward(Duration.ofDays(4));
        for (int at = 0; at < 150; at++) {
            books.deliver("more" + at);
        }

        assertThat(books.look().removed()).hasSize(1);
        assertThat(books.look().removed()).isEmpty();
        assertThat(books.collecting.standing(books.account).heldBecause())
                .startsWith("150 of 150 messages would leave");
        books.keep(NEVER);

        assertThat(books.look().removed()).hasSize(150);
    }

    @Test
    @DisplayName("P4 P5 after a goodbye that failed, the next listing tells: what is still there is removed again")
    void removesAgainAfterAFailedGoodbye() {
        books.deliver("one");
        books.look();
        books.keep(NEVER);
        books.clock.forward(Duration.ofDays(4));
        books.saysGoodbye = false;
        assertThat(books.look().removed()).containsExactly("one");
        assertThat(books.row("one").state()).isEqualTo(LedgerRow.State.DUE);
        books.saysGoodbye = true;

        var look = books.look();

        assertThat(look.collected()).isEmpty();
        assertThat(look.removed()).containsExactly("one");
    }

    @Test
    void stopsRemovingWhereTheServerDoesNot() {
        books.deliver("one");
        books.look();
        books.keep(NEVER);
        books.clock.forward(Duration.ofDays(4));
        books.obeys = false;
        for (int at = 0; at < 3; at++) {
            assertThat(books.look().removed()).containsExactly("one");
        }

        assertThat(books.look().removed()).isEmpty();
        assertThat(books.collecting.standing(books.account).notices()).anyMatch(one -> one.contains("stopped trying"));
    }

    @Test
    void nothingLeavesThatThePersonPinsBetweenTheCommandAndTheGoodbye() {
        due("one", "two");
        books.meanwhile =
                () -> books.collecting.pin(books.account, books.row("one").key(), true);

        assertThat(books.look().removed()).isEmpty();
        books.meanwhile = () -> {};

        assertThat(books.look().removed()).containsExactly("two");
    }

    @Test
    void nothingLeavesWhereThePersonHoldsOrTakesBackMeanwhile() {
        due("one");
        books.meanwhile = () -> books.collecting.hold(books.account, true);
        assertThat(books.look().removed()).isEmpty();
        books.collecting.hold(books.account, false);
        books.meanwhile = () -> books.collecting.takeBack(books.account);

        assertThat(books.look().removed()).isEmpty();
        assertThat(books.row("one").state()).isEqualTo(LedgerRow.State.ON_SERVER);
    }

    @Test
    void nothingLeavesWhoseCopyThePersonRemovesMeanwhile() {
        due("one");
        books.meanwhile = () -> books.copies.remove(books.copy("one"));

        assertThat(books.look().removed()).isEmpty();
    }

    @Test
    void nothingLeavesInTheSessionThatCollectedIt() {
        due("one");
        books.deliver("later");

        assertThat(books.look().removed()).containsExactly("one");
        assertThat(books.look().removed()).containsExactly("later");
    }

    @Test
    void whatIsAnotherMessageHereNowStaysThere() {
        due("one");
        books.copies.exchange(books.copy("one"));

        assertThat(books.look().removed()).isEmpty();
        assertThat(books.row("one").problem()).contains("not as it was stored");
    }

    @Test
    @DisplayName("P20 what came after the plan was made is not in it")
    void thePlanNamesWhatItShowed() {
        books.deliver("planned");
        books.look();
        var plan = books.collecting.plan(books.account, NEVER);
        books.clock.forward(Duration.ofMinutes(11));
        books.deliver("after");
        books.look();
        books.collecting.keep(books.account, NEVER, plan.token());

        assertThat(books.table.there(books.account.id()))
                .filteredOn(row -> row.told() == Told.IN_PLAN)
                .extracting(row -> row.uidl().value())
                .containsExactly("planned");
    }

    @Test
    void whatThePersonHoldsStaysHeldWhenThePlanOfSomethingStrangeIsConfirmed() {
        books.deliver(40);
        books.look();
        books.keep(Books.TWO_WEEKS);
        books.collecting.hold(books.account, true);
        books.server.clear();
        books.deliver(20);
        books.look();

        books.keep(Books.TWO_WEEKS);

        assertThat(books.collecting.standing(books.account).held()).isTrue();
        assertThat(books.collecting.standing(books.account).notices()).anyMatch(one -> one.contains("no longer on"));
    }

    /** Has these stored, and due to leave. */
    private void due(String... uidls) {
        books.deliver(uidls);
        books.look();
        books.keep(NEVER);
        books.clock.forward(Duration.ofDays(4));
    }

    private static KeepOnServer bounded(@Nullable Long octets, @Nullable Integer messages) {
        return new KeepOnServer(
                Mode.FOREVER,
                null,
                CountFrom.FIRST_SEEN,
                false,
                octets,
                messages,
                false,
                FirstRun.ALL,
                Duration.ofMinutes(10));
    }
}
