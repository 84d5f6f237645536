package io.lettergate.audit;

import io.lettergate.auth.SessionEnded;
import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down which browsers are signed in no more; one that its person signs out of is told as that already. */
@Component
class SessionsHeard {

    private final AuditLog log;

    SessionsHeard(AuditLog log) {
        this.log = log;
    }

    @EventListener
    void ended(SessionEnded ended) {
        if (ended.cause() != SessionEnded.Cause.SIGNED_OUT) {
            log.write(Note.of(AuditKind.SESSION_ENDED)
                    .by(ended.owner())
                    .with("device", ended.device())
                    .with("reason", ended.cause().name().toLowerCase(Locale.ROOT)));
        }
    }
}
