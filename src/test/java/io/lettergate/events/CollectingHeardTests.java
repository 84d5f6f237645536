package io.lettergate.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.MovedClock;
import io.lettergate.accounts.AccountId;
import io.lettergate.collecting.CollectingChange;
import io.lettergate.collecting.Look;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens while mail is collected, in the log. */
class CollectingHeardTests {

    private static final AccountId ACCOUNT = AccountId.random();
    private static final Look LOOK =
            new Look("look-1", Instant.EPOCH, null, Look.State.COLLECTING, 12, 12, 5, 4_800, 0, null);

    private Node node;
    private CollectingHeard heard;

    @BeforeEach
    void open(@TempDir Path directory) {
        node = new Node(directory, new MovedClock());
        heard = new CollectingHeard(node.log, node.bell);
    }

    @Test
    void tellsHowFarALookIs() {
        heard.happened(new CollectingChange.LookProgressed(ACCOUNT, LOOK));

        var happening = only();
        assertThat(happening.type()).isEqualTo("pop3.pollProgressed");
        assertThat(happening.details().poll())
                .isEqualTo(new Happening.Poll("look-1", "collecting", 12, 12, 5, 4_800, 0, null));
    }

    @Test
    void tellsWhatWillLeaveAndWhen() {
        heard.happened(new CollectingChange.Due(ACCOUNT, 50, Instant.EPOCH));

        assertThat(only().type()).isEqualTo("pop3.due");
        assertThat(only().details().count()).isEqualTo(50);
        assertThat(only().details().leavesAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void remembersThatAPasswordIsNeeded() {
        heard.happened(new CollectingChange.SignInRequired(ACCOUNT));

        assertThat(node.log.state(ACCOUNT)).map(Happening::type).contains("account.signInRequired");
    }

    @Test
    void wakesThoseWhoListen() {
        var sleeper = new Semaphore(0);
        node.bell.wake(List.of(ACCOUNT), sleeper);

        heard.happened(new CollectingChange.Collision(ACCOUNT, "Two of one name."));

        assertThat(sleeper.availablePermits()).isEqualTo(1);
        assertThat(only().details().words()).isEqualTo("Two of one name.");
    }

    private Happening only() {
        var all = node.log.after(List.of(ACCOUNT), 0, 10);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
