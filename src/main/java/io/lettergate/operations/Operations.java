package io.lettergate.operations;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountRemoved;
import io.lettergate.mail.MailFailure;
import io.lettergate.operations.spi.LongWork;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** The long work of people: they see how far it is, and can end it. */
@Service
public class Operations {

    private static final int LISTED = 100;

    private final JdbcOperations table;
    private final Running running;
    private final List<LongWork> works;
    private final ApplicationEventPublisher events;

    Operations(JdbcOperations table, Running running, List<LongWork> works, ApplicationEventPublisher events) {
        this.table = table;
        this.running = running;
        this.works = List.copyOf(works);
        this.events = events;
    }

    /**
     * Has something done soon; one that does the very same and is not over goes on instead.
     *
     * @param owner the account that whoever asks has signed in with
     * @param wanted what is asked for, as JSON for whoever does it
     */
    public Operation start(AccountId owner, AccountId account, String kind, String wanted) {
        var same = table.unfinished(account, kind, wanted);
        if (same.isPresent()) {
            return same.get();
        }
        var operation = table.add(owner, account, kind, wanted);
        events.publishEvent(new OperationChanged(operation));
        running.takeUpSoon();
        return operation;
    }

    /** The operations of some accounts, newest first. */
    public List<Operation> of(Collection<AccountId> accounts) {
        return table.of(accounts, LISTED);
    }

    /** The newest operations of one kind about an account. */
    public Optional<Operation> latest(AccountId account, String kind) {
        return of(List.of(account)).stream()
                .filter(operation -> operation.account().equals(account))
                .filter(operation -> operation.kind().equals(kind))
                .findFirst();
    }

    /**
     * One operation of somebody who has these accounts.
     *
     * @throws MailFailure.NoSuchOperation if there is none with this id, or it is somebody else's
     */
    public Operation require(Collection<AccountId> accounts, String id) {
        return id(id).flatMap(table::find)
                .filter(operation -> accounts.contains(operation.account()) || accounts.contains(operation.owner()))
                .orElseThrow(MailFailure.NoSuchOperation::new);
    }

    private static Optional<OperationId> id(String text) {
        try {
            return Optional.of(new OperationId(UUID.fromString(text)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Ends an operation before it is done; what it did stays done. One that is over stays as it is. */
    public Operation cancel(Operation operation) {
        if (operation.isOver()) {
            return operation;
        }
        table.cancel(operation.id());
        running.end(operation.id());
        var now = table.find(operation.id()).orElse(operation);
        if (now.isOver()) {
            abandon(now);
            events.publishEvent(new OperationChanged(now));
        }
        return now;
    }

    /**
     * Ends all that goes on about an account that is gone, and forgets it; what is done and useful to its person stays
     * until its time is over, as it is about what they took along.
     */
    @EventListener
    void forget(AccountRemoved removed) {
        table.of(List.of(removed.account()), Integer.MAX_VALUE).stream()
                .filter(operation -> operation.account().equals(removed.account()))
                .filter(operation -> removed.account().equals(removed.owner()) || !outlives(operation))
                .forEach(this::forget);
    }

    private boolean outlives(Operation operation) {
        return operation.state() == Operation.State.DONE
                && works.stream().anyMatch(work -> work.kind().equals(operation.kind()) && work.outlivesAccount());
    }

    /** One that this node does ends at its next step, and tidies up then. */
    private void forget(Operation operation) {
        table.remove(operation.id());
        if (!running.end(operation.id())) {
            abandon(operation);
        }
    }

    private void abandon(Operation operation) {
        works.stream().filter(work -> work.kind().equals(operation.kind())).forEach(work -> work.abandon(operation));
    }

    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT5M")
    void forgetOld() {
        table.old().forEach(operation -> {
            abandon(operation);
            table.remove(operation.id());
        });
    }
}
