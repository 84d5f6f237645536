package io.lettergate.auth;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * Tells whether somebody proved all that they can, and whether just now: by the second factor where they have one, else
 * by the first.
 */
@Component
class Freshness {

    static final Duration FRESH = Duration.ofMinutes(5);

    private final SecondFactors second;
    private final Clock clock;

    Freshness(SecondFactors second, Clock clock) {
        this.second = second;
        this.clock = clock;
    }

    /** Whether somebody gave one factor only, and has two. */
    boolean lacksSecond(@Nullable Authentication caller) {
        return caller != null
                && caller.getPrincipal() instanceof SignedIn person
                && Factor.SECOND.given(caller).isEmpty()
                && Factor.TOKEN.given(caller).isEmpty()
                && second.guard(person.account().id());
    }

    boolean isFresh(@Nullable Authentication caller) {
        if (caller == null || !(caller.getPrincipal() instanceof SignedIn person)) {
            return false;
        }
        var guarded = second.guard(person.account().id());
        return Factor.all(caller)
                .filter(given -> guarded ? Factor.SECOND.isOf(given) : !Factor.TOKEN.isOf(given))
                .anyMatch(this::isRecent);
    }

    private boolean isRecent(FactorGrantedAuthority given) {
        return given.getIssuedAt().plus(FRESH).isAfter(clock.instant());
    }
}
