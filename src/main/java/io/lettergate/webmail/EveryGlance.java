package io.lettergate.webmail;

import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Lets every page draw how long it is until an account is looked at next. */
@ControllerAdvice(basePackageClasses = EveryGlance.class)
class EveryGlance {

    private final Collecting collecting;
    private final Clock clock;

    EveryGlance(Collecting collecting, Clock clock) {
        this.collecting = collecting;
        this.clock = clock;
    }

    /** Absent while nobody is signed in. */
    @ModelAttribute("glances")
    @Nullable
    Glances glances(@AuthenticationPrincipal @Nullable SignedIn reader) {
        return reader == null ? null : new Glances(collecting, reader, clock.instant());
    }
}
