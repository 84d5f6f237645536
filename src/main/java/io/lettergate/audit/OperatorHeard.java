package io.lettergate.audit;

import io.lettergate.auth.FactorsTakenAway;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down what the operator did on the command line, in the log of whom it was done to. */
@Component
class OperatorHeard {

    private final AuditTable table;
    private final Clock clock;

    OperatorHeard(AuditTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @EventListener
    void taken(FactorsTakenAway taken) {
        var now = clock.instant();
        table.add(new AuditEntry(
                AuditEntry.newId(now.toEpochMilli() << 16),
                now,
                AuditKind.SECURITY_CHANGED,
                taken.person(),
                taken.address(),
                taken.person(),
                taken.address(),
                Means.LETTERGATE,
                null,
                null,
                Map.of("change", "second factors taken away by the operator")));
    }
}
