package io.lettergate.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.MovedClock;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.spi.MailChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchingTests {

    static final List<MailChange> NEWS = List.of(new MailChange.MailboxChanged(MailboxName.INBOX, 3, 1));

    @TempDir
    private Path directory;

    private final MovedClock clock = new MovedClock();
    private final Account account = account();
    private Node node;

    @BeforeEach
    void start() {
        node = new Node(directory, clock);
    }

    @Test
    void watchesOnceHoweverManyLook() {
        node.watching.enter(account);
        node.watching.enter(account);
        node.watching.visit(account);

        assertThat(node.watches).hasSize(1);
        assertThat(node.watches.getFirst().attended).isTrue();
    }

    @Test
    void followsAnAccountToAnotherServer() {
        var moved = new Account(
                account.id(),
                account.address(),
                account.userName(),
                account.protocol(),
                new Endpoint("imap.new.example", 993, Endpoint.Encryption.TLS));
        node.watching.enter(account);

        node.watching.enter(moved);
        node.watching.leave(account);

        assertThat(node.watches).hasSize(2);
        assertThat(node.open()).containsExactly(node.watches.getLast());
        assertThat(node.watches.getLast().attended).isTrue();
    }

    @Test
    void watchesForAWhileAfterTheLastHasLeft() {
        node.watching.enter(account);
        node.watching.leave(account);
        clock.forward(Duration.ofMinutes(9));
        node.watching.tend();
        var before = node.open();
        clock.forward(Duration.ofMinutes(2));
        node.watching.tend();

        assertThat(before).hasSize(1);
        assertThat(before.getFirst().attended).isFalse();
        assertThat(node.open()).isEmpty();
    }

    @Test
    void goesOnWhereTheLastWatchStood() {
        node.watching.enter(account);
        node.watches.getFirst().listener.happened(NEWS, "the mark");
        node.watching.destroy();

        node.watching.enter(account);

        assertThat(node.watches.getFirst().mark).isNull();
        assertThat(node.watches.getLast().mark).isEqualTo("the mark");
    }

    @Test
    void beginsAnewWhereAWatchHasEnded() {
        node.watching.enter(account);
        node.watches.getFirst().close();
        node.watching.tend();
        var tended = node.watches.size();

        node.watching.enter(account);

        assertThat(tended).isEqualTo(1);
        assertThat(node.watches).hasSize(2);
    }

    @Test
    @DisplayName("C5: of two nodes one watches; the other takes over when its lease ends, and fencing stops the first")
    void anotherNodeTakesOver() {
        var other = new Node(directory, clock);
        node.watching.enter(account);
        other.watching.enter(account);
        other.watching.tend();
        var whileHeld = other.watches.size();
        var first = node.watches.getFirst();
        clock.forward(Leases.LENGTH);

        other.watching.tend();
        other.watches.getFirst().listener.happened(NEWS, "mark");

        assertThat(whileHeld).isZero();
        assertThatThrownBy(() -> first.listener.happened(NEWS, "late")).isInstanceOf(IllegalStateException.class);
        assertThat(node.log.newest()).isEqualTo(1);
        node.watching.tend();
        assertThat(node.open()).isEmpty();
        assertThat(other.open()).hasSize(1);
    }

    @Test
    void aLeaseThatIsRenewedStays() {
        var other = new Node(directory, clock);
        node.watching.enter(account);
        other.watching.enter(account);
        for (int seconds = 0; seconds < 120; seconds += 20) {
            clock.forward(Duration.ofSeconds(20));
            node.watching.tend();
            other.watching.tend();
        }

        assertThat(node.open()).hasSize(1);
        assertThat(other.watches).isEmpty();
    }

    @Test
    void aNodeThatEndsLeavesItsPlaceAtOnce() {
        var other = new Node(directory, clock);
        node.watching.enter(account);
        other.watching.enter(account);

        node.watching.destroy();
        other.watching.tend();

        assertThat(node.open()).isEmpty();
        assertThat(other.open()).hasSize(1);
    }

    static Account account() {
        var id = AccountId.random();
        var endpoint = new Endpoint("imap.vale.example", 993, Endpoint.Encryption.TLS);
        return new Account(id, id + "@vale.example", "robin", Protocol.IMAP, endpoint);
    }
}
