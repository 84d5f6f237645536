package io.lettergate.events;

import io.lettergate.collecting.CollectingChange;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Notes what happens while mail is collected, in the transaction that it happens in, and tells of it when that is over. */
@Component
class CollectingHeard {

    private final EventLog log;
    private final Bell bell;

    CollectingHeard(EventLog log, Bell bell) {
        this.log = log;
        this.bell = bell;
    }

    @EventListener
    void happened(CollectingChange change) {
        log.add(change);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            bell.ring(change.account());
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bell.ring(change.account());
            }
        });
    }
}
