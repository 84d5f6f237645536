package io.lettergate.audit;

import io.lettergate.sending.SubmissionTaken;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down who had which message sent; not what it says, nor to whom it goes. */
@Component
class SendingHeard {

    private final AuditLog log;

    SendingHeard(AuditLog log) {
        this.log = log;
    }

    @EventListener
    void taken(SubmissionTaken taken) {
        var submission = taken.submission();
        log.write(Note.of(AuditKind.MESSAGE_SENT)
                .about(submission.account())
                .with("submission", submission.id().toString())
                .with("recipients", submission.recipients().size())
                .with("again", taken.isAgain()));
    }
}
