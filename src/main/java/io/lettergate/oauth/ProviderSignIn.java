package io.lettergate.oauth;

import io.lettergate.accounts.Accounts;
import io.lettergate.auth.Admission;
import io.lettergate.mail.MailFailure;
import io.lettergate.oauth.Errand.Kind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;

/**
 * Lets people in whom a provider vouches for (OpenID Connect): a verified address, of a domain that the provider may speak
 * for, which the operator's table of domains leads to a mailbox.
 */
class ProviderSignIn extends AbstractAuthenticationProcessingFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderSignIn.class);
    private static final String BACK = "/oauth/";

    private final Consents consents;
    private final Providers providers;
    private final Accounts accounts;
    private final Admission admission;
    private final ApplicationEventPublisher events;

    ProviderSignIn(
            Consents consents,
            Providers providers,
            Accounts accounts,
            Admission admission,
            ApplicationEventPublisher events) {
        super(request -> isBack(request)
                && consents.errand(request)
                        .filter(errand -> errand.kind() == Kind.SIGN_IN)
                        .isPresent());
        this.consents = consents;
        this.providers = providers;
        this.accounts = accounts;
        this.admission = admission;
        this.events = events;
        setApplicationEventPublisher(events);
        setAuthenticationManager(nobody -> {
            throw new UnsupportedOperationException("What a provider says is looked at here");
        });
        setAuthenticationFailureHandler(this::refuse);
    }

    private static boolean isBack(HttpServletRequest request) {
        return request.getMethod().equals("GET") && request.getRequestURI().startsWith(request.getContextPath() + BACK);
    }

    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        var attempt = admission.begin(request.getRemoteAddr());
        try {
            return admitted(consents.end(request, response), attempt);
        } catch (ProviderFailed failed) {
            LOG.info("sign-in=refused by=provider", failed);
            throw new Refused(failed.sentence(), null);
        }
    }

    private Authentication admitted(Consent consent, Admission.Attempt attempt) {
        var address = address(consent, attempt);
        try {
            return accounts.signInAs(address, consent.provider(), consent.token())
                    .map(attempt::succeeded)
                    .orElseThrow(() -> honest(
                            attempt,
                            providers.name(consent.provider())
                                    + " knows you. To read your mail, we need the password of your mailbox: please type it.",
                            address));
        } catch (MailFailure failure) {
            LOG.info("sign-in=refused by=mail-server", failure);
            throw failure instanceof MailFailure.SignInRefused
                    ? new Refused(failure.sentence(), address)
                    : honest(attempt, failure.sentence(), address);
        }
    }

    /** The address that the provider vouches for, if we believe it that. */
    private String address(Consent consent, Admission.Attempt attempt) {
        var name = providers.name(consent.provider());
        var address = consent.address();
        if (address == null) {
            throw honest(attempt, name + " did not tell your mail address, so you cannot sign in there.", null);
        }
        var lower = address.strip().toLowerCase(Locale.ROOT);
        if (!consent.isVerified()) {
            throw honest(
                    attempt,
                    name + " has not verified that " + lower + " is yours, so you cannot sign in by it.",
                    lower);
        }
        if (providers.find(consent.provider()).stream().noneMatch(provider -> provider.vouchesFor(lower))) {
            throw honest(attempt, lower + " is not an address that " + name + " may speak for here.", lower);
        }
        return lower;
    }

    /** The provider knows them, so nobody guessed. */
    private static Refused honest(Admission.Attempt attempt, String sentence, @Nullable String address) {
        attempt.cameToNothing();
        return new Refused(sentence, address);
    }

    /** The sign-in page says why, and has the address ready; the log has it, as for every sign-in that fails. */
    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        var address = failure instanceof Refused refused ? refused.address() : null;
        var session = request.getSession();
        session.setAttribute("signInSentence", failure.getMessage());
        session.setAttribute("signInAddress", address);
        events.publishEvent(new AuthenticationFailureBadCredentialsEvent(
                UsernamePasswordAuthenticationToken.unauthenticated(Objects.requireNonNullElse(address, ""), ""),
                failure));
        response.sendRedirect(request.getContextPath() + "/login?refused");
    }

    /** Nobody was let in. */
    private static final class Refused extends AuthenticationException {

        @Serial
        private static final long serialVersionUID = 1;

        private final @Nullable String address;

        Refused(String sentence, @Nullable String address) {
            super(sentence);
            this.address = address;
        }

        @Nullable
        String address() {
            return address;
        }
    }
}
