package io.lettergate.audit;

import io.lettergate.auth.SecondFactorChanged;
import io.lettergate.auth.SecondFactorTried;
import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down who gave a second factor, and who changed theirs. */
@Component
class FactorsHeard {

    private final AuditLog log;
    private final Sparing sparing;

    FactorsHeard(AuditLog log, Sparing sparing) {
        this.log = log;
        this.sparing = sparing;
    }

    @EventListener
    void tried(SecondFactorTried tried) {
        var kind = tried.taken() ? AuditKind.SECOND_FACTOR_ACCEPTED : AuditKind.SECOND_FACTOR_REFUSED;
        var client = String.valueOf(Acting.now().client());
        if (tried.taken() || sparing.isNewAttempt(tried.person(), tried.kind(), client)) {
            log.write(Note.of(kind).by(tried.person()).about(tried.person()).with("factor", word(tried.kind())));
        }
    }

    @EventListener
    void changed(SecondFactorChanged changed) {
        log.write(Note.of(AuditKind.SECURITY_CHANGED)
                .by(changed.person())
                .about(changed.person())
                .with("change", word(changed.change())));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
