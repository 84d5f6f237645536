package io.lettergate.auth.factors;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.auth.Factor;
import io.lettergate.auth.Proofs;
import io.lettergate.auth.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Service;

/**
 * Signs people in by a passkey alone, which is two factors in one: the device, and its owner whom it knows. It works
 * where Lettergate holds the password that the mail server wants.
 */
@Service
public class PasskeySignIn {

    private final Passkeys passkeys;
    private final Accounts accounts;
    private final Proofs proofs;
    private final Clock clock;

    PasskeySignIn(Passkeys passkeys, Accounts accounts, Proofs proofs, Clock clock) {
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.proofs = proofs;
        this.clock = clock;
    }

    /**
     * Signs in.
     *
     * @throws PasskeyRefused if the passkey is not taken, or no password is held
     */
    public void signIn(String answer, HttpServletRequest request, HttpServletResponse response) {
        var owner = passkeys.prove(null, request, answer);
        var account = accounts.find(owner)
                .filter(accounts::holdsPassword)
                .orElseThrow(() -> new PasskeyRefused("Lettergate does not store the password of this mailbox. Please"
                        + " sign in with it first, and then with the passkey."));
        proofs.signIn(caller(account), request, response);
    }

    private UsernamePasswordAuthenticationToken caller(Account account) {
        return UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(account, () -> accounts.of(account.id())),
                null,
                List.of(new SimpleGrantedAuthority("ROLE_USER"), Factor.SECOND.at(clock.instant())));
    }
}
