package io.lettergate.events;

import io.lettergate.operations.OperationChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notes how far long work is, and tells of it. */
@Component
class OperationsHeard {

    private final EventLog log;
    private final Bell bell;

    OperationsHeard(EventLog log, Bell bell) {
        this.log = log;
        this.bell = bell;
    }

    @EventListener
    void happened(OperationChanged change) {
        log.add(change.operation());
        bell.ring(change.operation().account());
    }
}
