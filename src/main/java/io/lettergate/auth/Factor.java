package io.lettergate.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/** What somebody has proved of themselves; each is an authority that tells when. */
public enum Factor {
    /** The password of the mail account. */
    PASSWORD,
    /** A second one: the code of an app, a recovery code, or a passkey. */
    SECOND,
    /** An API token, which was made with a fresh proof: it stands for all, and what it may do is in its scopes. */
    TOKEN;

    /** The authority for it, given at this moment. */
    public GrantedAuthority at(Instant moment) {
        return FactorGrantedAuthority.withAuthority(authority())
                .issuedAt(moment)
                .build();
    }

    private String authority() {
        return "FACTOR_" + name();
    }

    boolean isOf(GrantedAuthority given) {
        return authority().equals(given.getAuthority());
    }

    /** When it was given, if it was. */
    Optional<Instant> given(@Nullable Authentication authentication) {
        return all(authentication)
                .filter(this::isOf)
                .map(FactorGrantedAuthority::getIssuedAt)
                .findFirst();
    }

    /** All that were given, also by a kind of sign-in that has no name here. */
    static Stream<FactorGrantedAuthority> all(@Nullable Authentication authentication) {
        return authentication == null
                ? Stream.empty()
                : authentication.getAuthorities().stream()
                        .filter(FactorGrantedAuthority.class::isInstance)
                        .map(FactorGrantedAuthority.class::cast);
    }
}
