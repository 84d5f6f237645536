package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.StillTicker;
import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.spi.Errand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who gets a place, and when. */
class PoolTests {

    private static final Duration AT_ONCE = Duration.ofMillis(50);

    private final StillTicker time = new StillTicker();
    private final BlockingQueue<String> served = new LinkedBlockingQueue<>();

    @Test
    void noMoreThanTheLimitAreServed() {
        var pool = new Pool(2, AT_ONCE, time);
        pool.enter(Errand.ANY);
        pool.enter(Errand.ANY);

        assertThatThrownBy(() -> pool.enter(Errand.ANY)).isInstanceOf(MailFailure.AccountBusy.class);

        pool.leave();
        pool.enter(Errand.ANY);
    }

    @Test
    void whoGaveUpTakesNoPlace() {
        var pool = new Pool(1, AT_ONCE, time);
        pool.enter(Errand.ANY);
        assertThatThrownBy(() -> pool.enter(Errand.ANY)).isInstanceOf(MailFailure.AccountBusy.class);

        pool.leave();

        pool.enter(Errand.ANY);
    }

    @Test
    void backgroundWorkNeverTakesTheLastPlace() {
        var pool = new Pool(2, AT_ONCE, time);
        pool.enter(Errand.BACKGROUND);

        assertThatThrownBy(() -> pool.enter(Errand.BACKGROUND)).isInstanceOf(MailFailure.AccountBusy.class);

        pool.enter(Errand.ANY);
    }

    @Test
    void backgroundWorkIsDoneEvenWhereThereIsOnePlace() {
        var pool = new Pool(1, AT_ONCE, time);

        pool.enter(Errand.BACKGROUND);

        assertThatThrownBy(() -> pool.enter(Errand.ANY)).isInstanceOf(MailFailure.AccountBusy.class);
    }

    @Test
    void whoSomebodyWaitsForGoesBeforeBackgroundWork() throws Exception {
        var pool = new Pool(1, Duration.ofSeconds(10), time);
        pool.enter(Errand.ANY);
        var background = queue(pool, Errand.BACKGROUND, "background");
        var somebody = queue(pool, Errand.ANY, "somebody");

        pool.leave();

        assertThat(List.of(next(), next())).containsExactly("somebody", "background");
        somebody.join();
        background.join();
    }

    @Test
    void theOrderOfAskingIsTheOrderOfServing() throws Exception {
        var pool = new Pool(1, Duration.ofSeconds(10), time);
        pool.enter(Errand.ANY);
        queue(pool, Errand.ANY, "first");
        queue(pool, Errand.ANY, "second");
        queue(pool, Errand.ANY, "third");

        pool.leave();

        assertThat(List.of(next(), next(), next())).containsExactly("first", "second", "third");
    }

    @Test
    void whoIsInterruptedLeavesTheQueue() throws Exception {
        var pool = new Pool(1, Duration.ofSeconds(10), time);
        pool.enter(Errand.ANY);
        var waiting = queue(pool, Errand.ANY, "never");

        waiting.interrupt();
        waiting.join();
        pool.leave();

        pool.enter(Errand.ANY);
        assertThat(served).containsExactly("busy");
    }

    @Test
    void aServerThatTakesOneLessIsBelievedForAnHour() {
        var pool = new Pool(2, AT_ONCE, time);
        pool.shrink();
        pool.enter(Errand.ANY);
        assertThatThrownBy(() -> pool.enter(Errand.ANY)).isInstanceOf(MailFailure.AccountBusy.class);

        time.pass(Pool.SHRUNK_FOR);

        pool.enter(Errand.ANY);
    }

    @Test
    void onePlaceIsLeftHoweverOftenAServerComplains() {
        var pool = new Pool(2, AT_ONCE, time);
        pool.shrink();
        pool.shrink();
        pool.shrink();

        pool.enter(Errand.ANY);
    }

    @Test
    void aProviderThatAllowsFewerGetsFewer() {
        var pool = new Pool(8, AT_ONCE, time);

        pool.limitTo(Provider.ICLOUD.sessions());

        pool.enter(Errand.ANY);
        assertThatThrownBy(() -> pool.enter(Errand.ANY)).isInstanceOf(MailFailure.AccountBusy.class);
    }

    @Test
    void whatNobodyWantsForHoursIsForgotten() {
        var pool = new Pool(2, AT_ONCE, time);
        pool.enter(Errand.ANY);
        time.pass(Pool.FORGOTTEN_AFTER);
        assertThat(pool.isForgotten()).isFalse();
        pool.leave();
        assertThat(pool.isForgotten()).isTrue();

        pool.wanted();

        assertThat(pool.isForgotten()).isFalse();
    }

    /** Waits in the pool, and leaves it again as soon as it is served. */
    private Thread queue(Pool pool, Errand errand, String name) throws InterruptedException {
        var thread = Thread.ofVirtual().start(() -> {
            try {
                pool.enter(errand);
                served.add(name);
                pool.leave();
            } catch (MailFailure.AccountBusy busy) {
                served.add("busy");
            }
        });
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    private String next() throws InterruptedException {
        return served.poll(5, TimeUnit.SECONDS);
    }
}
