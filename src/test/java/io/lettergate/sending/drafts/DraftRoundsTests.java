package io.lettergate.sending.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.MovedClock;
import io.lettergate.accounts.Accounts;
import io.lettergate.sending.outbox.Outbox;
import io.lettergate.sending.uploads.Uploads;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;

/** Who goes over drafts, and when: the clock's thread, which has more to do, only begins. */
@SpringBootTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Timeout(120)
class DraftRoundsTests {

    private final Drafts drafts;
    private final DraftTable table;
    private final DraftCopies copies;
    private final Uploads uploads;
    private final Outbox outbox;
    private final Accounts accounts;
    private final List<Runnable> begun = new ArrayList<>();

    DraftRoundsTests(
            Drafts drafts, DraftTable table, DraftCopies copies, Uploads uploads, Outbox outbox, Accounts accounts) {
        this.drafts = drafts;
        this.table = table;
        this.copies = copies;
        this.uploads = uploads;
        this.outbox = outbox;
        this.accounts = accounts;
    }

    private DraftRounds rounds(Executor executor, Clock clock) {
        return new DraftRounds(drafts, table, copies, uploads, outbox, accounts, executor, clock);
    }

    /** A clock that does something when it is asked, which each round does first. */
    private static Clock asked(Runnable act) {
        return new Clock() {
            @Override
            public Instant instant() {
                act.run();
                return Instant.EPOCH;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    @Test
    void beginsNoSecondRoundBeforeTheFirstIsOver() {
        var rounds = rounds(begun::add, new MovedClock());

        rounds.begin();
        rounds.begin();
        assertThat(begun).hasSize(1);
        begun.getFirst().run();
        rounds.begin();
        rounds.begin();

        assertThat(begun).hasSize(2);
    }

    @Test
    void aSlowRoundHoldsNobodyUpButTheNextRound() throws Exception {
        var isUnderWay = new CountDownLatch(1);
        var isFree = new CountDownLatch(1);
        var count = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var rounds = rounds(
                    task -> {
                        count.incrementAndGet();
                        threads.execute(task);
                    },
                    asked(() -> {
                        isUnderWay.countDown();
                        wait(isFree);
                    }));

            rounds.begin();
            isUnderWay.await();
            rounds.begin();

            assertThat(count).hasValue(1);
            isFree.countDown();
        }
    }

    private static void wait(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRoundThatFailsIsNotTheLast() {
        var rounds = rounds(begun::add, asked(() -> {
            throw new IllegalStateException("no time");
        }));

        rounds.begin();
        begun.getFirst().run();
        rounds.begin();

        assertThat(begun).hasSize(2);
    }

    @Test
    void aRoundThatCannotBeginIsNotTheLast() {
        var isFull = new AtomicBoolean(true);
        var rounds = rounds(
                task -> {
                    if (isFull.get()) {
                        throw new RejectedExecutionException("full");
                    }
                    begun.add(task);
                },
                new MovedClock());

        rounds.begin();
        isFull.set(false);
        rounds.begin();

        assertThat(begun).hasSize(1);
    }
}
