package io.lettergate.auth;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.auth.limits.SignInLimits;
import java.time.Clock;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** Lets somebody in whose account was proven to be theirs, whoever proved it. */
@Component
public class Admission {

    private final Accounts accounts;
    private final SignInLimits limits;
    private final Clock clock;

    Admission(Accounts accounts, SignInLimits limits, Clock clock) {
        this.accounts = accounts;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Somebody brings what another vouches for. It counts as a guess of theirs until it is known not to be one.
     *
     * @param client the address of their machine
     * @throws org.springframework.security.core.AuthenticationException if too many of theirs failed before
     */
    public Attempt begin(String client) {
        return new Attempt(limits.beginElsewhere(client));
    }

    /** One proof that is being looked at. */
    public final class Attempt {

        private final io.lettergate.auth.limits.Attempt counted;

        private Attempt(io.lettergate.auth.limits.Attempt counted) {
            this.counted = counted;
        }

        /** It is as they say: they are let in, and are known where they come from. */
        public Authentication succeeded(Account account) {
            counted.succeeded(account.address());
            return of(account);
        }

        /** It is no guess, but does not let anybody in either. */
        public void cameToNothing() {
            counted.cameToNothing();
        }
    }

    /** Who proved it elsewhere has given the first factor; a second one, where they have it, is asked for as ever. */
    private Authentication of(Account account) {
        var signedIn = new SignedIn(account, () -> accounts.of(account.id()));
        return new UsernamePasswordAuthenticationToken(
                signedIn, null, List.of(new SimpleGrantedAuthority("ROLE_USER"), Factor.PASSWORD.at(clock.instant())));
    }
}
