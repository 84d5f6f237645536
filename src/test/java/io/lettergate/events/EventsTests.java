package io.lettergate.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.MovedClock;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountLinked;
import io.lettergate.accounts.AccountRemoved;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.mailbox.spi.MailChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTests {

    @TempDir
    private Path directory;

    private final MovedClock clock = new MovedClock();
    private final Account account = WatchingTests.account();
    private final Node.Notes notes = new Node.Notes();
    private Node node;

    @BeforeEach
    void start() {
        node = new Node(directory, clock);
    }

    @AfterEach
    void end() throws InterruptedException {
        node.events.endAll();
    }

    @Test
    void tellsWhatHappensAsItHappens() throws InterruptedException {
        follow(null);

        tell(WatchingTests.NEWS);

        assertThat(next()).isEqualTo("1 mailbox.changed");
    }

    @Test
    void keepsWhatIsToBeSaid() {
        var ref = new MessageRef(MailboxName.INBOX, new UidValidity(7), new Uid(3));
        node.watching.enter(account);
        tell(List.of(new MailChange.MessagesArrived(MailboxName.INBOX, List.of(ref))));

        var happening = node.events.since(List.of(account), "0", 10).items().getFirst();

        assertThat(happening.type()).isEqualTo("message.added");
        assertThat(happening.at()).isEqualTo(clock.instant());
        assertThat(happening.details())
                .isEqualTo(new Happening.Details(
                        OpaqueId.of(MailboxName.INBOX).value(),
                        "INBOX",
                        List.of(OpaqueId.of(ref).value()),
                        null,
                        null));
    }

    @Test
    void bringsWhatWasMissed() throws InterruptedException {
        node.watching.enter(account);
        tell(WatchingTests.NEWS);
        tell(WatchingTests.NEWS);
        tell(WatchingTests.NEWS);

        follow("1");

        assertThat(next()).isEqualTo("2 mailbox.changed");
        assertThat(next()).isEqualTo("3 mailbox.changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "-1", "x", "", "99999999999999999999"})
    void saysWhereItDoesNotKnowThePlace(String place) throws InterruptedException {
        node.watching.enter(account);
        tell(WatchingTests.NEWS);

        follow(place);

        assertThat(next()).isEqualTo("reset 1");
        assertThat(node.events.since(List.of(account), place, 10).reset()).isTrue();
    }

    @Test
    void forgetsAfterSevenDaysAndSaysSo() throws InterruptedException {
        node.watching.enter(account);
        tell(WatchingTests.NEWS);
        tell(WatchingTests.NEWS);
        clock.forward(Duration.ofDays(6));
        node.events.forgetOld();
        var kept = node.events.since(List.of(account), "0", 10).items();
        clock.forward(Duration.ofDays(2));
        node.events.forgetOld();

        follow("0");

        assertThat(kept).hasSize(2);
        assertThat(next()).isEqualTo("reset 2");
        assertThat(node.events.position()).isEqualTo("2");
    }

    @Test
    void tellsNothingOfWhatIsSomebodyElses() throws InterruptedException {
        var other = WatchingTests.account();
        node.watching.enter(other);
        tell(WatchingTests.NEWS);
        follow("0");

        tell(WatchingTests.NEWS);

        assertThat(next()).isEqualTo("2 mailbox.changed");
        assertThat(node.events.since(List.of(account), "0", 10).items()).hasSize(1);
        assertThat(node.events.since(List.of(), "0", 10).items()).isEmpty();
    }

    @Test
    void aNodeTellsWhatAnotherWrote() throws InterruptedException {
        var other = new Node(directory, clock);
        follow(null);
        other.events.follow(List.of(account), null, new Node.Notes());

        tell(WatchingTests.NEWS);
        var there = new Node.Notes();
        other.events.follow(List.of(account), "1", there);
        tell(WatchingTests.NEWS);
        other.bell.listen();

        assertThat(there.told.poll(10, TimeUnit.SECONDS)).isEqualTo("2 mailbox.changed");
        other.events.endAll();
    }

    @Test
    void saysFirstHowTheAccountFares() throws InterruptedException {
        node.watching.enter(account);
        tell(List.of(new MailChange.WatchBegan()));
        tell(List.of(new MailChange.WatchBroke()));

        follow(null);

        assertThat(next()).isEqualTo("stands account.waiting");
    }

    @Test
    void answersInPieces() {
        node.watching.enter(account);
        tell(WatchingTests.NEWS);
        tell(WatchingTests.NEWS);
        tell(WatchingTests.NEWS);

        var first = node.events.since(List.of(account), "0", 2);
        var second = node.events.since(List.of(account), first.position(), 2);

        assertThat(first.items()).hasSize(2);
        assertThat(first.more()).isTrue();
        assertThat(second.items()).hasSize(1);
        assertThat(second.more()).isFalse();
        assertThat(second.position()).isEqualTo("3");
    }

    @Test
    void endsWhenItIsClosedAndWhenTheServerEnds() throws InterruptedException {
        var subscription = node.events.follow(List.of(account), null, notes);
        subscription.close();
        assertThat(next()).isEqualTo("ended");

        follow(null);
        node.events.endAll();

        assertThat(next()).isEqualTo("ended");
    }

    @Test
    void endsWhenTheAccountsOfItsPersonChangeSoThatTheyComeAgain() throws InterruptedException {
        follow(null);
        node.events.endStreams(new AccountLinked(AccountId.random(), account.id()));
        assertThat(next()).isEqualTo("ended");

        follow(null);
        node.events.endStreams(new AccountRemoved(account.id(), AccountId.random()));
        assertThat(next()).isEqualTo("ended");
    }

    @Test
    void opensTwentyStreamsOfTheSameAccountsAndNoMore() throws InterruptedException {
        var ended = new Node.Notes();
        var first = node.events.follow(List.of(account), null, ended);
        for (int count = 1; count < 20; count++) {
            follow(null);
        }

        assertThatThrownBy(() -> follow(null)).isInstanceOf(TooManyStreams.class);

        node.events.follow(List.of(WatchingTests.account()), null, new Node.Notes());
        first.close();
        assertThat(ended.told.poll(10, TimeUnit.SECONDS)).isEqualTo("ended");
        follow(null);
        node.watches.getFirst().listener.happened(WatchingTests.NEWS, "mark");
        for (int count = 0; count < 20; count++) {
            assertThat(next()).isEqualTo("1 mailbox.changed");
        }
    }

    @Test
    void saysThatItIsStillThere() throws InterruptedException {
        node = new Node(directory, clock, Duration.ofMillis(1));

        follow(null);

        assertThat(next()).isEqualTo("quiet");
        assertThat(next()).isEqualTo("quiet");
    }

    private void follow(@Nullable String place) {
        node.events.follow(List.of(account), place, notes);
    }

    private void tell(List<MailChange> changes) {
        node.watches.getLast().listener.happened(changes, "mark");
    }

    private String next() throws InterruptedException {
        return notes.told.poll(10, TimeUnit.SECONDS);
    }
}
