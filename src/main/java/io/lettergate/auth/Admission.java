package io.lettergate.auth;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
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
    private final Clock clock;

    Admission(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Who proved it elsewhere has given the first factor; a second one, where they have it, is asked for as ever. */
    public Authentication of(Account account) {
        var signedIn = new SignedIn(account, () -> accounts.of(account.id()));
        return new UsernamePasswordAuthenticationToken(
                signedIn, null, List.of(new SimpleGrantedAuthority("ROLE_USER"), Factor.PASSWORD.at(clock.instant())));
    }
}
