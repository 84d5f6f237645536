package io.lettergate.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.MovedClock;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountRemoved;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import io.lettergate.operations.spi.LongWork;
import io.lettergate.operations.spi.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Nodes that share a database, on one thread and by one clock. */
class OperationsTests {

    private static final AccountId ROBIN = AccountId.random();

    @TempDir
    private Path directory;

    private final MovedClock time = new MovedClock();
    private JdbcClient database;

    @BeforeEach
    void migrate() {
        var source = new DriverManagerDataSource(
                "jdbc:sqlite:" + directory.resolve("operations.db") + "?transaction_mode=IMMEDIATE&busy_timeout=5000");
        Flyway.configure().dataSource(source).load().migrate();
        database = JdbcClient.create(source);
    }

    @Test
    void doesWhatWasAskedForAndTellsHowFarItIs() {
        var node = new Node((operation, progress) -> {
            progress.details("{\"copied\":1}");
            progress.report(1, 2L, "Inbox");
            time.forward(Duration.ofSeconds(1));
            progress.report(2, 2L, null);
        });

        var begun = node.operations.start(ROBIN, ROBIN, "test", "{}");
        node.work();

        var over = node.operations.require(List.of(ROBIN), begun.id().toString());
        assertThat(over.state()).isEqualTo(Operation.State.DONE);
        assertThat(over.percent()).isEqualTo(100);
        assertThat(over.details()).isEqualTo("{\"copied\":1}");
        assertThat(node.told).containsExactly("waiting 0", "running 0", "running 1", "running 2", "done 2");
    }

    @Test
    void theSameAskedForTwiceIsDoneOnce() {
        var node = new Node((operation, progress) -> {});

        var first = node.operations.start(ROBIN, ROBIN, "test", "{}");
        var second = node.operations.start(ROBIN, ROBIN, "test", "{}");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void ofTwoNodesOnlyOneDoesIt() {
        var other = new Node((operation, progress) -> {});
        var node = new Node((operation, progress) -> other.running.takeUp());

        node.operations.start(ROBIN, ROBIN, "test", "{}");
        node.work();

        assertThat(node.carried).isEqualTo(1);
        assertThat(other.carried).isZero();
    }

    @Test
    void anotherNodeGoesOnAfterACrashAndTheOldOneCanWriteNoMore() {
        var other = new Node((operation, progress) -> progress.report(7, 7L, null));
        var node = new Node((operation, progress) -> {
            progress.report(3, 7L, null);
            time.forward(Duration.ofSeconds(31));
            other.work();
            progress.report(4, 7L, null);
        });

        var begun = node.operations.start(ROBIN, ROBIN, "test", "{}");
        node.work();

        var over = node.operations.require(List.of(ROBIN), begun.id().toString());
        assertThat(other.carried).isEqualTo(1);
        assertThat(over.state()).isEqualTo(Operation.State.DONE);
        assertThat(over.done()).isEqualTo(7);
    }

    @Test
    void oneThatIsCancelledStopsAtItsNextStepAndTidiesUp() {
        var node = new Node();
        node.job = (operation, progress) -> {
            node.operations.cancel(operation);
            progress.report(1, 2L, null);
            throw new AssertionError("It went on");
        };

        var begun = node.operations.start(ROBIN, ROBIN, "test", "{}");
        node.work();

        var over = node.operations.require(List.of(ROBIN), begun.id().toString());
        assertThat(over.state()).isEqualTo(Operation.State.CANCELLED);
        assertThat(node.abandoned).isEqualTo(1);
    }

    @Test
    void nothingIsLeftOfWorkOnAnAccountThatIsRemovedMeanwhile() {
        var node = new Node();
        node.job = (operation, progress) -> {
            node.operations.forget(new AccountRemoved(ROBIN, ROBIN));
            progress.report(1, 2L, null);
            throw new AssertionError("It went on");
        };

        node.operations.start(ROBIN, ROBIN, "test", "{}");
        node.work();

        assertThat(node.operations.of(List.of(ROBIN))).isEmpty();
        assertThat(node.abandoned).isEqualTo(1);
    }

    @Test
    void oneThatAnotherNodeCancelledStopsToo() {
        var other = new Node();
        var node = new Node();
        node.job = (operation, progress) -> {
            other.operations.cancel(operation);
            node.running.renew();
            progress.check();
            throw new AssertionError("It went on");
        };

        var begun = node.operations.start(ROBIN, ROBIN, "test", "{}");
        node.work();

        assertThat(node.operations
                        .require(List.of(ROBIN), begun.id().toString())
                        .state())
                .isEqualTo(Operation.State.CANCELLED);
    }

    @Test
    void oneThatWaitsIsCancelledAtOnce() {
        var node = new Node((operation, progress) -> {});
        var begun = node.operations.start(ROBIN, ROBIN, "test", "{}");

        var over = node.operations.cancel(begun);
        node.work();

        assertThat(over.state()).isEqualTo(Operation.State.CANCELLED);
        assertThat(node.carried).isZero();
    }

    @Test
    void aFailureThatPassesIsTriedAgainLater() {
        var node = new Node();
        node.job = (operation, progress) -> {
            if (node.carried == 1) {
                throw new MailFailure.ServerUnreachable(
                        new Endpoint("imap.vale.example", 993, Endpoint.Encryption.TLS), "nobody there", null);
            }
        };
        var begun = node.operations.start(ROBIN, ROBIN, "test", "{}");
        node.work();

        var waits = node.operations.require(List.of(ROBIN), begun.id().toString());
        node.work();
        time.forward(Duration.ofSeconds(31));
        node.work();

        assertThat(waits.state()).isEqualTo(Operation.State.WAITING);
        assertThat(waits.message()).contains("nobody there");
        assertThat(node.carried).isEqualTo(2);
        assertThat(node.operations
                        .require(List.of(ROBIN), begun.id().toString())
                        .state())
                .isEqualTo(Operation.State.DONE);
    }

    @Test
    void oneThatNeedsItsOwnerWaitsForThem() {
        var node = new Node((operation, progress) -> {
            throw new MailFailure.SignInNeeded();
        });
        var begun = node.operations.start(ROBIN, ROBIN, "test", "{}");

        node.work();

        assertThat(node.operations
                        .require(List.of(ROBIN), begun.id().toString())
                        .state())
                .isEqualTo(Operation.State.WAITING);
    }

    @Test
    void aFaultEndsItWithASentenceThatTellsNothingInside() {
        var node = new Node((operation, progress) -> {
            throw new IllegalStateException("row 17");
        });
        var begun = node.operations.start(ROBIN, ROBIN, "test", "{}");

        node.work();

        var over = node.operations.require(List.of(ROBIN), begun.id().toString());
        assertThat(over.state()).isEqualTo(Operation.State.FAILED);
        assertThat(over.message()).doesNotContain("row 17");
        assertThat(node.abandoned).isEqualTo(1);
    }

    @Test
    void aNodeThatStopsLeavesItToTheNext() {
        var node = new Node();
        node.job = (operation, progress) -> {
            node.running.close();
            progress.check();
        };
        var next = new Node((operation, progress) -> {});
        var begun = node.operations.start(ROBIN, ROBIN, "test", "{}");

        node.work();
        next.work();

        assertThat(next.carried).isEqualTo(1);
        assertThat(next.operations
                        .require(List.of(ROBIN), begun.id().toString())
                        .state())
                .isEqualTo(Operation.State.DONE);
    }

    @Test
    void somebodyElseSeesNone() {
        var node = new Node((operation, progress) -> {});
        var begun = node.operations.start(ROBIN, ROBIN, "test", "{}");
        var stranger = List.of(AccountId.random());

        assertThat(node.operations.of(stranger)).isEmpty();
        assertThatThrownBy(() -> node.operations.require(stranger, begun.id().toString()))
                .isInstanceOf(MailFailure.NoSuchOperation.class);
        assertThatThrownBy(() -> node.operations.require(List.of(ROBIN), "none"))
                .isInstanceOf(MailFailure.NoSuchOperation.class);
    }

    /** All of the module as one node has it; work is done when the test says so. */
    private final class Node implements LongWork {

        final List<String> told = new CopyOnWriteArrayList<>();
        final Running running;
        final Operations operations;
        private final List<Runnable> waiting = new ArrayList<>();
        BiConsumer<Operation, Progress> job;
        int carried;
        int abandoned;

        Node() {
            this((operation, progress) -> {});
        }

        Node(BiConsumer<Operation, Progress> job) {
            this.job = job;
            var settings = new OperationsSettings(Duration.ofSeconds(30), 1);
            var claims = new JdbcClaims(database, time, settings);
            TaskExecutor later = waiting::add;
            running = new Running(claims, List.of(this), this::tell, later, settings, time);
            operations = new Operations(new JdbcOperations(database, time), running, List.of(this), this::tell);
        }

        private void tell(Object event) {
            if (event instanceof OperationChanged changed) {
                var operation = changed.operation();
                told.add(operation.state().word() + " " + operation.done());
            }
        }

        void work() {
            running.takeUp();
            while (!waiting.isEmpty()) {
                waiting.removeFirst().run();
            }
        }

        @Override
        public String kind() {
            return "test";
        }

        @Override
        public void carryOut(Operation operation, Progress progress) {
            carried++;
            job.accept(operation, progress);
        }

        @Override
        public void abandon(Operation operation) {
            abandoned++;
        }
    }
}
