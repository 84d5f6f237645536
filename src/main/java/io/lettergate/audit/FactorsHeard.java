package io.lettergate.audit;

import io.lettergate.auth.SecondFactorChanged;
import io.lettergate.auth.SecondFactorTried;
import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down how second factors are used, and what becomes of them. */
@Component
class FactorsHeard {

    private final AuditLog log;

    FactorsHeard(AuditLog log) {
        this.log = log;
    }

    @EventListener
    void tried(SecondFactorTried tried) {
        var kind = tried.taken() ? AuditKind.SECOND_FACTOR_ACCEPTED : AuditKind.SECOND_FACTOR_REFUSED;
        log.write(Note.of(kind).by(tried.person()).about(tried.person()).with("factor", words(tried.kind())));
    }

    @EventListener
    void changed(SecondFactorChanged changed) {
        log.write(Note.of(AuditKind.SECURITY_CHANGED)
                .by(changed.person())
                .about(changed.person())
                .with("change", words(changed.change())));
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
