package io.lettergate.audit;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Accounts;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.session.SessionDestroyedEvent;
import org.springframework.stereotype.Component;

/** Writes down who signs in, who is refused, and who leaves. A program that sends its password each time is told hourly. */
@Component
class SignInsHeard {

    private static final int LONGEST = 320;

    private final AuditLog log;
    private final Sparing sparing;
    private final Accounts accounts;
    private volatile boolean closing;

    SignInsHeard(AuditLog log, Sparing sparing, Accounts accounts) {
        this.log = log;
        this.sparing = sparing;
        this.accounts = accounts;
    }

    /** A browser, by whatever way it proved who it is. */
    @EventListener
    void accepted(InteractiveAuthenticationSuccessEvent event) {
        person(event.getAuthentication()).ifPresent(person -> accepted(person, Acting.of(person)));
    }

    /** A program proves who it is with each call; a browser is told by the other event. */
    @EventListener
    void accepted(AuthenticationSuccessEvent event) {
        person(event.getAuthentication()).ifPresent(person -> {
            var acting = Acting.of(person);
            if (acting.means() == Means.BASIC
                    && sparing.isNewCall(person.account().id(), String.valueOf(acting.client()))) {
                accepted(person, acting);
            }
        });
    }

    private void accepted(SignedIn person, Acting acting) {
        log.write(Note.of(AuditKind.SIGN_IN_ACCEPTED).about(person.account().id()), acting, null);
    }

    @EventListener
    void refused(AbstractAuthenticationFailureEvent event) {
        if (!(event.getAuthentication() instanceof UsernamePasswordAuthenticationToken attempt)) {
            return;
        }
        var acting = Acting.of(null);
        var typed = attempt.getName().strip().toLowerCase(Locale.ROOT);
        var address = typed.substring(0, Math.min(typed.length(), LONGEST));
        if (!sparing.isNewAttempt(address, String.valueOf(acting.client()))) {
            return;
        }
        var note = Note.of(AuditKind.SIGN_IN_REFUSED)
                .with("reason", reason(event.getException().getCause()));
        log.write(
                owner(address).map(owner -> note.by(owner).about(owner)).orElse(note),
                acting,
                address.isEmpty() ? null : address);
    }

    private Optional<AccountId> owner(String address) {
        try {
            return accounts.toSignIn(address).map(Account::id);
        } catch (MailFailure.AddressInvalid none) {
            return Optional.empty();
        }
    }

    /** A word for it: what a server said is not ours to keep. */
    private static String reason(@Nullable Throwable cause) {
        return switch (cause) {
            case MailFailure.SignInRefused refused -> "refused";
            case MailFailure.AddressInvalid invalid -> "address";
            case MailFailure.DomainUnknown unknown -> "domain";
            case MailFailure other -> "server";
            case null -> "refused";
            default -> "other";
        };
    }

    @EventListener
    void left(LogoutSuccessEvent event) {
        person(event.getAuthentication())
                .ifPresent(person -> log.write(Note.of(AuditKind.SIGNED_OUT), Acting.of(person), null));
    }

    /** One that ends while somebody asks for something ends by that, and is told as that. */
    @EventListener
    void ended(SessionDestroyedEvent event) {
        if (closing) {
            return;
        }
        event.getSecurityContexts().stream()
                .flatMap(context -> person(context.getAuthentication()).stream())
                .map(Acting::of)
                .filter(acting -> acting.means() == Means.LETTERGATE)
                .forEach(acting -> log.write(Note.of(AuditKind.SESSION_ENDED).with("reason", "idle"), acting, null));
    }

    /** Then all sessions of this process end, which is nothing that anybody did. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }

    private static Optional<SignedIn> person(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof SignedIn person
                ? Optional.of(person)
                : Optional.empty();
    }
}
