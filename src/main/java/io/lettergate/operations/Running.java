package io.lettergate.operations;

import io.lettergate.mail.MailFailure;
import io.lettergate.operations.spi.LongWork;
import io.lettergate.operations.spi.Progress;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Does the operations that this node claims. */
@Component
class Running {

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);
    private static final String UNFORESEEN = "Something failed that nobody foresaw. The operator finds it in the log.";
    private static final Duration SIGNED_IN_SOON = Duration.ofSeconds(15);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    /** So often in a row it may fail without getting any further: some hours. */
    private static final int PATIENCE = 30;

    private final JdbcClaims claims;
    private final Map<String, LongWork> works;
    private final ApplicationEventPublisher events;
    private final TaskExecutor executor;
    private final Clock clock;
    private final Semaphore places;
    private final Map<OperationId, Run> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Running(
            JdbcClaims claims,
            List<LongWork> works,
            ApplicationEventPublisher events,
            TaskExecutor applicationTaskExecutor,
            OperationsSettings settings,
            Clock clock) {
        this.claims = claims;
        this.works = works.stream().collect(Collectors.toMap(LongWork::kind, Function.identity()));
        this.events = events;
        this.executor = applicationTaskExecutor;
        this.clock = clock;
        this.places = new Semaphore(settings.atOnce());
    }

    /** Begins what waits, as far as there is room. */
    @Scheduled(fixedDelayString = "PT2S")
    void takeUp() {
        while (!closed && places.tryAcquire()) {
            var claim = claims.take();
            if (claim.isEmpty()) {
                places.release();
                return;
            }
            var run = new Run(claims, claim.get(), clock, this::tell);
            running.put(claim.get().operation().id(), run);
            executor.execute(() -> carryOut(run));
        }
    }

    /** Begins what waits, beside what the caller does. */
    void takeUpSoon() {
        executor.execute(this::takeUp);
    }

    /** Keeps what this node does its own. */
    @Scheduled(fixedDelayString = "PT1S")
    void renew() {
        if (running.isEmpty()) {
            return;
        }
        var since = clock.instant();
        var tokens = claims.renewAll();
        running.forEach((id, run) -> {
            if (Long.valueOf(run.claim().token()).equals(tokens.get(id))) {
                run.renewed(since);
            } else {
                run.end("it was cancelled, or another node does it");
            }
        });
    }

    /** Ends one that this node does; how it stands decides about the rest. False if this node does not. */
    boolean end(OperationId id) {
        var run = running.get(id);
        if (run != null) {
            run.end("it was cancelled");
        }
        return run != null;
    }

    private void carryOut(Run run) {
        var operation = run.claim().operation();
        try {
            tell(operation);
            if (operation.ending()) {
                throw new Progress.Ended("it was cancelled");
            }
            work(operation).carryOut(operation, run);
            run.check();
            claims.end(run.claim(), Operation.State.DONE, null).ifPresent(this::tell);
        } catch (Progress.Ended ended) {
            settle(run, ended);
        } catch (MailFailure failure) {
            settle(run, failure);
        } catch (RuntimeException fault) {
            LOG.error("operation failed id={} kind={}", operation.id(), operation.kind(), fault);
            fail(run, UNFORESEEN);
        } finally {
            running.remove(operation.id());
            if (claims.isForgotten(run.claim())) {
                tidy(operation);
            }
            places.release();
            if (!closed) {
                takeUpSoon();
            }
        }
    }

    private LongWork work(Operation operation) {
        var work = works.get(operation.kind());
        if (work == null) {
            throw new IllegalStateException("Nobody does operations of the kind " + operation.kind());
        }
        return work;
    }

    /** What was cancelled is over; what this node has to leave waits for another, or for this one's next start. */
    private void settle(Run run, Progress.Ended ended) {
        LOG.info("operation ended id={} reason={}", run.claim().operation().id(), ended.getMessage());
        if (claims.isCancelled(run.claim())) {
            claims.end(run.claim(), Operation.State.CANCELLED, null).ifPresent(this::abandon);
        } else {
            claims.putBack(run.claim(), null, Duration.ZERO, run.claim().attempts());
        }
    }

    private void settle(Run run, MailFailure failure) {
        if (failure instanceof MailFailure.SignInNeeded) {
            claims.putBack(run.claim(), failure.sentence(), SIGNED_IN_SOON, 0).ifPresent(this::tell);
            return;
        }
        var attempts = run.hasProgressed() ? 1 : run.claim().attempts() + 1;
        var wait = failure.retryAfter();
        if (wait == null || attempts > PATIENCE) {
            fail(run, failure.sentence());
        } else {
            claims.putBack(run.claim(), failure.sentence(), wait(wait, attempts), attempts)
                    .ifPresent(this::tell);
        }
    }

    private static Duration wait(Duration least, int attempts) {
        var backoff = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, 10));
        var wait = backoff.compareTo(least) < 0 ? least : backoff;
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private void fail(Run run, @Nullable String sentence) {
        claims.end(run.claim(), Operation.State.FAILED, sentence).ifPresent(this::abandon);
    }

    /** Tells that it did not end well, and lets its work tidy up. */
    private void abandon(Operation operation) {
        tidy(operation);
        tell(operation);
    }

    private void tidy(Operation operation) {
        var work = works.get(operation.kind());
        if (work != null) {
            work.abandon(operation);
        }
    }

    private void tell(Operation operation) {
        events.publishEvent(new OperationChanged(operation));
    }

    /** Lets what is under way end at its next step, to go on after the next start. */
    @PreDestroy
    void close() {
        closed = true;
        running.values().forEach(run -> run.end("this node stops"));
    }
}
