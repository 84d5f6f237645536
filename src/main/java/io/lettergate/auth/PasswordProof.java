package io.lettergate.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.stereotype.Component;

/** Asks somebody who is signed in for their password again; it is checked as at the sign-in, with the same limits. */
@Component
public class PasswordProof {

    private final AuthenticationConfiguration authentication;

    PasswordProof(AuthenticationConfiguration authentication) {
        this.authentication = authentication;
    }

    /** Why the password is not taken, in a sentence; nothing where it is. */
    public Optional<String> refusal(SignedIn person, String password, HttpServletRequest request) {
        var typed = UsernamePasswordAuthenticationToken.unauthenticated(person.getName(), password);
        typed.setDetails(new WebAuthenticationDetailsSource().buildDetails(request));
        try {
            authentication.getAuthenticationManager().authenticate(typed);
            return Optional.empty();
        } catch (AuthenticationException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
