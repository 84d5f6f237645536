package io.lettergate.webmail;

import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Lets every page draw how long it is until an account is looked at next. */
@ControllerAdvice(basePackageClasses = EveryRing.class)
class EveryRing {

    private final Collecting collecting;
    private final Clock clock;

    EveryRing(Collecting collecting, Clock clock) {
        this.collecting = collecting;
        this.clock = clock;
    }

    /** Absent while nobody is signed in. */
    @ModelAttribute("rings")
    @Nullable
    Rings rings(@AuthenticationPrincipal @Nullable SignedIn reader) {
        return reader == null ? null : new Rings(collecting, reader, clock.instant());
    }
}
