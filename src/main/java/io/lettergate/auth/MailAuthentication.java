package io.lettergate.auth;

import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Keyring;
import io.lettergate.accounts.Password;
import io.lettergate.auth.limits.Attempt;
import io.lettergate.auth.limits.SignInLimits;
import io.lettergate.auth.limits.TooManySignIns;
import io.lettergate.mail.MailFailure;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Signs people in with their mail address and password, which their mail server checks. */
@Component
class MailAuthentication implements AuthenticationProvider {

    private static final int LONGEST = 1024;

    private final Accounts accounts;
    private final RecentSignIns recent;
    private final Keyring keyring;
    private final SignInLimits limits;
    private final KnownBrowsers browsers;
    private final Pause pause;
    private final Clock clock;

    MailAuthentication(
            Accounts accounts,
            RecentSignIns recent,
            Keyring keyring,
            SignInLimits limits,
            KnownBrowsers browsers,
            Pause pause,
            Clock clock) {
        this.accounts = accounts;
        this.recent = recent;
        this.keyring = keyring;
        this.limits = limits;
        this.browsers = browsers;
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        var address = request.getName();
        var secret = request.getCredentials() instanceof String typed ? typed : "";
        if (address.length() > LONGEST || secret.length() > LONGEST) {
            throw new BadCredentialsException("The address or the password is too long.");
        }
        var client = client(request);
        var known = recent.find(address, secret, client).filter(this::isWhereItWas);
        if (known.isPresent() && keyring.isLentBySessions()) {
            keyring.keep(known.get().account().id(), password(secret));
        }
        var signedIn = known.orElseGet(() -> signIn(address, password(secret), client));
        return new UsernamePasswordAuthenticationToken(
                signedIn, null, List.of(new SimpleGrantedAuthority("ROLE_USER"), Factor.PASSWORD.at(clock.instant())));
    }

    /** Whether the account is still on the server that took the password: the operator may have moved it. */
    private boolean isWhereItWas(SignedIn signedIn) {
        var account = signedIn.account();
        try {
            return accounts.find(account.id()).filter(account::equals).isPresent();
        } catch (MailFailure.DomainUnknown nowhere) {
            return false;
        }
    }

    private static @Nullable String client(Authentication request) {
        return request.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : null;
    }

    private SignedIn signIn(String address, Password password, @Nullable String client) {
        var begun = System.nanoTime();
        var attempt = begin(address, client);
        try {
            var account = accounts.signIn(address, password, client);
            var signedIn = new SignedIn(account, () -> accounts.of(account.id()));
            recent.keep(address, password.reveal(), client, signedIn);
            attempt.succeeded(address);
            return signedIn;
        } catch (MailFailure.SignInRefused refused) {
            pause.sinceThen(begun);
            throw new SignInFailed(withoutWords(refused));
        } catch (MailFailure failure) {
            attempt.cameToNothing();
            throw new SignInFailed(failure);
        }
    }

    private Attempt begin(String address, @Nullable String client) {
        try {
            return limits.begin(address, String.valueOf(client), browsers.of(address));
        } catch (TooManySignIns many) {
            recent.forget(address);
            throw many;
        }
    }

    /** A server's words may tell a stranger whether it knows the address. */
    private static MailFailure withoutWords(MailFailure.SignInRefused refused) {
        return new MailFailure.SignInRefused(refused.host(), "");
    }

    private static Password password(String secret) {
        try {
            return new Password(secret);
        } catch (IllegalArgumentException unusable) {
            throw new BadCredentialsException("Please type the password.", unusable);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
