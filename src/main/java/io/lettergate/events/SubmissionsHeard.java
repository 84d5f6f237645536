package io.lettergate.events;

import io.lettergate.sending.SubmissionChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notes how messages on their way out fare, and tells of it. */
@Component
class SubmissionsHeard {

    private final EventLog log;
    private final Bell bell;

    SubmissionsHeard(EventLog log, Bell bell) {
        this.log = log;
        this.bell = bell;
    }

    @EventListener
    void happened(SubmissionChanged change) {
        log.add(change.submission());
        bell.ring(change.submission().account());
    }
}
