package io.lettergate.auth;

import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Keyring;
import io.lettergate.accounts.Password;
import io.lettergate.mail.MailFailure;
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

    MailAuthentication(Accounts accounts, RecentSignIns recent, Keyring keyring) {
        this.accounts = accounts;
        this.recent = recent;
        this.keyring = keyring;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        var address = request.getName();
        var secret = request.getCredentials() instanceof String typed ? typed : "";
        if (address.length() > LONGEST || secret.length() > LONGEST) {
            throw new BadCredentialsException("The address or the password is too long.");
        }
        var known = recent.find(address, secret).filter(this::isWhereItWas);
        if (known.isPresent() && keyring.isLentBySessions()) {
            keyring.keep(known.get().account().id(), password(secret));
        }
        var signedIn = known.orElseGet(() -> signIn(address, secret, client(request)));
        return new UsernamePasswordAuthenticationToken(
                signedIn, null, List.of(new SimpleGrantedAuthority("ROLE_USER")));
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

    private SignedIn signIn(String address, String secret, @Nullable String client) {
        try {
            var account = accounts.signIn(address, password(secret), client);
            var signedIn = new SignedIn(account, () -> accounts.of(account.id()));
            recent.keep(address, secret, signedIn);
            return signedIn;
        } catch (MailFailure failure) {
            throw new SignInFailed(failure);
        }
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
