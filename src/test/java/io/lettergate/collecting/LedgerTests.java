package io.lettergate.collecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.mail.Uidl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which message is which, however the server names them. */
class LedgerTests {

    private Books books;

    @BeforeEach
    void open(@TempDir Path directory) {
        books = new Books(directory);
    }

    @Test
    void collectsEachMessageOnce() {
        books.deliver("one", "two");

        assertThat(books.look().collected()).containsExactlyInAnyOrder("one", "two");
        books.deliver("three");
        assertThat(books.look().collected()).containsExactly("three");
    }

    @Test
    void collectsTheNewestFirstInTheFirstLook() {
        books.deliver("old", "middle", "new");

        assertThat(books.look().collected()).containsExactly("new", "middle", "old");
    }

    @Test
    @DisplayName("P1 what was not entered in the transaction that stores it is collected again")
    void collectsAgainWhatWasNotStored() {
        books.deliver("one");
        var claim = books.claims.claim(books.account).orElseThrow();
        books.ledger.reconcile(claim, books.ledger.compare(claim, List.of(seen("one"))), Map.of(), true, 100);
        books.clock.forward(Duration.ofMinutes(1));

        assertThat(books.look().collected()).containsExactly("one");
    }

    @Test
    @DisplayName("P8 a mailbox that shows nothing once is forgotten nothing of, and collected nothing of again")
    void forgetsNothingWhenTheServerShowsNothing() {
        books.deliver("one", "two");
        books.look();
        var held = new LinkedHashMap<>(books.server);

        books.server.clear();
        books.look();
        assertThat(books.row("one").state()).isEqualTo(LedgerRow.State.ON_SERVER);
        books.server.putAll(held);

        assertThat(books.look().collected()).isEmpty();
        assertThat(books.row("two").state()).isEqualTo(LedgerRow.State.ON_SERVER);
    }

    @Test
    void believesAnEmptyMailboxTheSecondTime() {
        books.deliver("one");
        books.look();
        books.server.clear();

        books.look();
        books.look();

        assertThat(books.row("one").state()).isEqualTo(LedgerRow.State.VANISHED);
    }

    @Test
    @DisplayName("P16 what an incomplete listing does not show is not missed, and nothing is removed by it")
    void tellsNothingFromAnIncompleteListing() {
        books.deliver("one", "two");
        books.look();
        books.keep(Books.window(KeepOnServer.Mode.NEVER, null, false));
        books.clock.forward(Duration.ofDays(4));
        books.server.remove("one");

        var look = books.look(false, uidl -> true);

        assertThat(books.row("one").state()).isNotEqualTo(LedgerRow.State.VANISHED);
        assertThat(look.removed()).isEmpty();
    }

    @Test
    @DisplayName("P10 two messages of one name are both collected, told, and never removed by age")
    void keepsTwins() {
        books.server.put("same", List.of(100L, 200L));

        assertThat(books.look().collected()).hasSize(2);
        books.keep(Books.TWO_WEEKS);
        books.clock.forward(Duration.ofDays(20));
        assertThat(books.look().removed()).isEmpty();

        assertThat(books.happened).anyMatch(CollectingChange.Collision.class::isInstance);
        assertThat(books.collecting.standing(books.account).notices())
                .anyMatch(notice -> notice.contains("one name to several messages"));
    }

    @Test
    @DisplayName("P10 a second message that takes the name of one we know is collected too")
    void collectsTheSecondTwin() {
        books.server.put("same", List.of(100L));
        books.look();
        books.server.put("same", List.of(100L, 200L));

        assertThat(books.look().collected()).containsExactly("same");
        assertThat(books.look().collected()).isEmpty();
    }

    @Test
    @DisplayName("P11 when all names are new, nothing is collected twice, and all removals are held")
    void bindsRenamedMessages() {
        books.deliver(20);
        books.look();
        books.keep(Books.TWO_WEEKS);
        books.server.clear();
        for (int at = 0; at < 20; at++) {
            books.headers.put("new" + at, "u" + at + 100);
            books.deliver("new" + at);
        }

        assertThat(books.look().collected()).isEmpty();
        books.clock.forward(Duration.ofDays(20));

        assertThat(books.look().removed()).isEmpty();
        assertThat(books.collecting.standing(books.account).heldBecause()).contains("new names to 20 messages");
        assertThat(books.row("new7").state()).isEqualTo(LedgerRow.State.HELD);
    }

    @Test
    @DisplayName("P11 a renamed message that we do not know is collected")
    void collectsWhatIsNewAmongRenamed() {
        books.deliver(20);
        books.look();
        books.server.clear();
        for (int at = 0; at < 20; at++) {
            books.headers.put("new" + at, "u" + at + 100);
            books.deliver("new" + at);
        }
        books.deliver("really-new");

        assertThat(books.look().collected()).containsExactly("really-new");
    }

    @Test
    void holdsRemovalsWhenMoreThanOneInFiveIsGone() {
        books.deliver(40);
        books.look();
        books.keep(Books.TWO_WEEKS);
        for (int at = 0; at < 9; at++) {
            books.server.remove("u" + at);
        }

        books.look();

        assertThat(books.collecting.standing(books.account).heldBecause()).startsWith("9 messages are no longer on");
    }

    @Test
    @DisplayName("P12 a name that comes back for another message is a new message")
    void collectsAReusedName() {
        removed("one");
        books.headers.put("one", "something else");
        books.deliver("one");

        assertThat(books.look().collected()).containsExactly("one");
        assertThat(books.rows("one")).hasSize(2);
    }

    @Test
    @DisplayName("P12 a name that comes back for the same message is not collected again, and removed again")
    void removesAgainWhatComesBack() {
        removed("one");
        books.deliver("one");

        var look = books.look();

        assertThat(look.collected()).isEmpty();
        assertThat(look.removed()).containsExactly("one");
    }

    @Test
    @DisplayName("P12 without headers, a name that comes back is collected rather than lost")
    void collectsAReusedNameInDoubt() {
        removed("one");
        books.showsHeaders = false;
        books.deliver("one");

        assertThat(books.look().collected()).containsExactly("one");
    }

    @Test
    @DisplayName("P17 what is too large is passed over, collected on request, and never removed before")
    void passesOverTheTooLarge() {
        books.server.put("huge", List.of(200L << 20));
        assertThat(books.look().collected()).isEmpty();
        assertThat(books.row("huge").state()).isEqualTo(LedgerRow.State.PASSED_OVER);
        books.keep(Books.window(KeepOnServer.Mode.NEVER, null, false));
        books.clock.forward(Duration.ofDays(20));
        assertThat(books.look().removed()).isEmpty();

        books.collecting.collect(books.account, books.row("huge").key());

        assertThat(books.look().collected()).containsExactly("huge");
    }

    @Test
    @DisplayName("P18 what could not be collected is given up after five attempts, and never removed")
    void quarantines() {
        books.deliver("bad");
        books.keep(Books.window(KeepOnServer.Mode.NEVER, null, false));
        for (int at = 0; at < 6; at++) {
            assertThat(books.look(true, uidl -> false).removed()).isEmpty();
            books.clock.forward(Duration.ofDays(1));
        }

        assertThat(books.row("bad").state()).isEqualTo(LedgerRow.State.FAILED);
        assertThat(books.look().removed()).isEmpty();
        books.collecting.collect(books.account, books.row("bad").key());
        assertThat(books.look().collected()).containsExactly("bad");
    }

    @Test
    @DisplayName("P22 what Gmail hides after it was collected did not vanish")
    void knowsThatGmailHides(@TempDir Path directory) {
        var gmail = new Books(directory, "pop.gmail.com", "robin@gmail.com");
        gmail.deliver("one", "two");
        gmail.look();
        gmail.server.clear();
        gmail.deliver("three");

        var look = gmail.look();

        assertThat(look.claim().isOfHidingServer()).isTrue();
        assertThat(gmail.row("one").state()).isEqualTo(LedgerRow.State.ON_SERVER);
        assertThat(gmail.collecting.standing(gmail.account).heldBecause()).isNull();
    }

    @Test
    @DisplayName("P24 what another program removes there stays here")
    void keepsWhatOthersRemove() {
        books.deliver("one", "two");
        books.look();
        books.server.remove("one");

        books.look();

        assertThat(books.row("one").state()).isEqualTo(LedgerRow.State.VANISHED);
        assertThat(books.row("one").message()).isNotNull();
    }

    @Test
    void collectsOnlyNewMailWhereThatIsWanted() {
        books.keep(first(new KeepOnServer.FirstRun(KeepOnServer.FirstRun.Kind.NEW_ONLY, null)));
        books.deliver("old");

        assertThat(books.look().collected()).isEmpty();
        books.deliver("new");

        assertThat(books.look().collected()).containsExactly("new");
        assertThat(books.row("old").state()).isEqualTo(LedgerRow.State.PASSED_OVER);
    }

    @Test
    void collectsTheLastDaysAndWhatHasNoDate() {
        books.keep(first(new KeepOnServer.FirstRun(KeepOnServer.FirstRun.Kind.LAST_DAYS, 1)));
        books.clock.forward(Duration.ofDays(3));
        books.deliver("old");
        assertThat(books.look().collected()).isEmpty();

        var undated = books;
        undated.showsHeaders = false;
        undated.deliver("undated");

        assertThat(undated.look().collected()).containsExactly("undated");
    }

    @Test
    void enteringWithoutTheLeaseIsRefused() {
        books.deliver("one");
        var lost = books.claims.claim(books.account).orElseThrow();
        books.clock.forward(Duration.ofMinutes(11));
        books.claims.claim(books.account).orElseThrow();

        assertThatThrownBy(() -> books.ledger.promised(lost, List.of(1L))).isInstanceOf(LeaseLostException.class);
    }

    @Test
    @DisplayName("P11 names that are new after a mailbox was empty for a while double nothing")
    void bindsRenamedMessagesAfterAnOutage() {
        books.deliver(20);
        books.look();
        books.server.clear();
        books.look();
        books.look();
        for (int at = 0; at < 20; at++) {
            books.headers.put("new" + at, "u" + at + 100);
            books.deliver("new" + at);
        }

        assertThat(books.look().collected()).isEmpty();
    }

    @Test
    @DisplayName("P12 where names are mere places in the mailbox, each message is found again by its header")
    void followsMessagesWhoseNamesMoveOn() {
        for (int at = 1; at <= 20; at++) {
            books.headers.put("" + at, "letter " + at);
            books.server.put("" + at, List.of(100L + at));
        }
        books.look();
        books.server.clear();
        for (int at = 1; at < 20; at++) {
            books.headers.put("" + at, "letter " + (at + 1));
            books.server.put("" + at, List.of(101L + at));
        }

        assertThat(books.look().collected()).isEmpty();
    }

    @Test
    @DisplayName("P12 a name that comes back with the same header and another size is another message")
    void collectsAReusedNameOfAnotherSize() {
        removed("one");
        books.headers.put("one", "one100");
        books.server.put("one", List.of(200L));

        assertThat(books.look().collected()).containsExactly("one");
    }

    @Test
    void saysThatAMessageWentBeforeItWasCollected() {
        books.deliver("one", "two");
        books.look(true, uidl -> uidl.equals("two"));
        books.server.remove("one");
        books.look();

        assertThat(books.row("one").state()).isEqualTo(LedgerRow.State.VANISHED);
        assertThat(books.row("one").problem()).contains("before it was collected");
    }

    @Test
    void doesNotWaitForAnAttemptThatAWrongClockPutFarAway() {
        books.deliver("one");
        books.clock.forward(Duration.ofDays(400));
        books.look(true, uidl -> false);
        books.clock.forward(Duration.ofDays(-400));

        assertThat(books.look().collected()).containsExactly("one");
    }

    @Test
    void aLongLedgerCostsALookNothing() {
        removed("one");
        var rows = new KnownRows(books.client).beside(books.account.id(), List.of(new Uidl("other"), new Uidl("new")));

        assertThat(rows).extracting(row -> row.uidl().value()).containsExactly("other");
        assertThat(new KnownRows(books.client).beside(books.account.id(), List.of(new Uidl("one"))))
                .hasSize(2);
    }

    private static KeepOnServer first(KeepOnServer.FirstRun first) {
        var forever = KeepOnServer.FOREVER;
        return new KeepOnServer(
                forever.mode(), null, forever.countFrom(), true, null, null, false, first, forever.pollEvery());
    }

    /** Has a message collected, removed, and found to be gone. */
    private void removed(String uidl) {
        books.deliver(uidl, "other");
        books.look();
        books.keep(Books.window(KeepOnServer.Mode.NEVER, null, false));
        books.collecting.pin(books.account, books.row("other").key(), true);
        books.clock.forward(Duration.ofDays(4));
        assertThat(books.look().removed()).containsExactly(uidl);
        books.look();
        assertThat(Optional.of(books.row(uidl).state())).contains(LedgerRow.State.REMOVED);
    }

    private static Seen seen(String uidl) {
        return new Seen(1, new Uidl(uidl), 100);
    }
}
