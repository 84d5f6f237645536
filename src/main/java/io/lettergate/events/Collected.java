package io.lettergate.events;

import io.lettergate.collecting.CollectingChange;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Enters into the log what happens while mail is collected: in the transaction that it happens in, or not at all. */
@Component
class Collected {

    private final EventLog log;
    private final Bell bell;

    Collected(EventLog log, Bell bell) {
        this.log = log;
        this.bell = bell;
    }

    @EventListener
    void note(CollectingChange change) {
        log.add(change.account(), Happening.type(change), Happening.Details.of(change));
    }

    /** Those who listen look at the log only once it has grown. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void ring(CollectingChange change) {
        bell.ring(change.account());
    }
}
