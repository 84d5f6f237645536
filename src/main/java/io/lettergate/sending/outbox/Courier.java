package io.lettergate.sending.outbox;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.PasswordChanged;
import io.lettergate.accounts.PasswordReplaced;
import io.lettergate.sending.SubmissionChanged;
import io.lettergate.sending.SubmissionId;
import io.lettergate.sending.spi.MailSubmitter;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has all that is due sent by this node, each on a thread of its own, and not too many at once. */
@Component
class Courier {

    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final SubmissionClaims claims;
    private final SubmissionTable table;
    private final Delivery delivery;
    private final Aftercare aftercare;
    private final SealedPieces pieces;
    private final ObjectProvider<MailSubmitter> submitters;
    private final SendingSettings settings;
    private final ApplicationEventPublisher events;
    private final TaskExecutor executor;
    private final Clock clock;
    private final Semaphore places;
    private final Set<SubmissionId> running = ConcurrentHashMap.newKeySet();
    private volatile boolean isOver;

    Courier(
            SubmissionClaims claims,
            SubmissionTable table,
            Delivery delivery,
            Aftercare aftercare,
            SealedPieces pieces,
            ObjectProvider<MailSubmitter> submitters,
            SendingSettings settings,
            ApplicationEventPublisher events,
            TaskExecutor applicationTaskExecutor,
            Clock clock) {
        this.claims = claims;
        this.table = table;
        this.delivery = delivery;
        this.aftercare = aftercare;
        this.pieces = pieces;
        this.submitters = submitters;
        this.settings = settings;
        this.events = events;
        this.executor = applicationTaskExecutor;
        this.clock = clock;
        this.places = new Semaphore(settings.atOnce());
    }

    /** Begins what is due, beside what the caller does. */
    void soon() {
        executor.execute(this::begin);
    }

    @Scheduled(fixedDelayString = "PT1S")
    void begin() {
        if (isOver || !settings.enabled() || submitters.stream().findFirst().isEmpty()) {
            return;
        }
        claims.doubt().forEach(this::tell);
        begin(claims::take, this::deliver);
        begin(claims::takeCare, aftercare::carryOut);
    }

    private void begin(Supplier<Optional<Entry>> due, Consumer<Entry> work) {
        while (!isOver && places.tryAcquire()) {
            var entry = due.get();
            if (entry.isEmpty()) {
                places.release();
                return;
            }
            var id = entry.get().id();
            running.add(id);
            executor.execute(() -> carryOut(entry.get(), work));
        }
    }

    private void carryOut(Entry entry, Consumer<Entry> work) {
        try {
            work.accept(entry);
        } finally {
            running.remove(entry.id());
            places.release();
        }
        if (table.entry(entry.id())
                .filter(now -> !now.submission().equals(entry.submission()))
                .isPresent()) {
            tell(entry.id());
        }
        begin();
    }

    private void deliver(Entry entry) {
        tell(entry.id());
        delivery.carryOut(entry);
    }

    /** Says how one stands now. */
    void tell(SubmissionId id) {
        table.entry(id).map(Entry::submission).map(SubmissionChanged::new).ifPresent(events::publishEvent);
    }

    @EventListener
    void hurry(PasswordReplaced replaced) {
        hurry(replaced.account());
    }

    @EventListener
    void hurry(PasswordChanged changed) {
        hurry(changed.account());
    }

    private void hurry(AccountId account) {
        if (claims.hurry(account) > 0) {
            soon();
        }
    }

    /** Keeps what this node does its own. */
    @Scheduled(fixedDelayString = "PT1S")
    void renew() {
        var now = Set.copyOf(running);
        if (!now.isEmpty()) {
            claims.renew(now);
        }
    }

    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT3M")
    void forgetOld() {
        table.old().forEach(id -> {
            if (table.remove(id)) {
                pieces.remove(id);
            }
        });
        pieces.sweep(clock.instant().minus(LEFT_BEHIND));
    }

    @PreDestroy
    void close() {
        isOver = true;
    }
}
