package io.lettergate.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
    private final ObjectProvider<BrowserTrust> trust;
    private final Clock clock;

    Freshness(SecondFactors second, ObjectProvider<BrowserTrust> trust, Clock clock) {
        this.second = second;
        this.trust = trust;
        this.clock = clock;
    }

    /** Whether somebody gave one factor only, and has two, and is not in a browser that they trust. */
    boolean lacksSecond(@Nullable Authentication caller, HttpServletRequest request) {
        return caller != null
                && caller.getPrincipal() instanceof SignedIn person
                && Factor.SECOND.given(caller).isEmpty()
                && Factor.TOKEN.given(caller).isEmpty()
                && second.guard(person.account().id())
                && trust.stream().noneMatch(known -> known.isTrusted(request));
    }

    /** A token is not asked: it was made with a fresh proof, and may only what its scopes say. */
    boolean isFresh(@Nullable Authentication caller) {
        if (caller == null || !(caller.getPrincipal() instanceof SignedIn person)) {
            return false;
        }
        if (Factor.TOKEN.given(caller).isPresent()) {
            return true;
        }
        var guarded = second.guard(person.account().id());
        return Factor.all(caller)
                .filter(given -> !guarded || Factor.SECOND.isOf(given))
                .anyMatch(this::isRecent);
    }

    private boolean isRecent(FactorGrantedAuthority given) {
        return given.getIssuedAt().plus(FRESH).isAfter(clock.instant());
    }
}
