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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    ProviderSignIn(Consents consents, Providers providers, Accounts accounts, Admission admission) {
        super(request -> isBack(request)
                && consents.errand(request)
                        .filter(errand -> errand.kind() == Kind.SIGN_IN)
                        .isPresent());
        this.consents = consents;
        this.providers = providers;
        this.accounts = accounts;
        this.admission = admission;
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
        try {
            return admitted(consents.end(request, response));
        } catch (ProviderFailed failed) {
            LOG.info("sign-in=refused by=provider", failed);
            throw new Refused(failed.sentence(), null);
        } catch (MailFailure failure) {
            LOG.info("sign-in=refused by=mail-server", failure);
            throw new Refused(failure.sentence(), null);
        }
    }

    private Authentication admitted(Consent consent) {
        var name = providers.name(consent.provider());
        var address = consent.address();
        if (address == null) {
            throw new Refused(name + " did not tell your mail address, so you cannot sign in there.", null);
        }
        var lower = address.strip().toLowerCase(Locale.ROOT);
        if (!consent.isVerified()) {
            throw new Refused(
                    name + " has not verified that " + lower + " is yours, so you cannot sign in by it.", null);
        }
        if (providers.find(consent.provider()).stream().noneMatch(provider -> provider.vouchesFor(lower))) {
            throw new Refused(lower + " is not an address that " + name + " may speak for here.", null);
        }
        return accounts.signInAs(lower, consent.provider(), consent.token())
                .map(admission::of)
                .orElseThrow(() -> new Refused(
                        name + " knows you. To read your mail, we need the password of your mailbox: please type it.",
                        lower));
    }

    /** The sign-in page says why, and has the address ready where only the password is missing. */
    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        var session = request.getSession();
        session.setAttribute("signInSentence", failure.getMessage());
        session.setAttribute("signInAddress", failure instanceof Refused refused ? refused.address() : null);
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
