package io.lettergate.auth.sessions;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.RememberMeServices;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/**
 * Lets a browser sign in by itself that its owner asked to be remembered, where the password of the account is at hand;
 * elsewhere the sign-in page only knows the address. It stands for the password and for nothing else.
 */
@Component
class Remembering implements RememberMeServices, LogoutHandler {

    /** Where the sign-in page finds what to say. */
    private static final String ADDRESS = "rememberedAddress";

    private static final String COPIED = "browserCopied";

    private static final List<String> WITHOUT = List.of("/assets/", "/content/", "/favicon", "/actuator/", "/theme");

    private final String key = UUID.randomUUID().toString();
    private final Browsers browsers;
    private final BrowserTable table;
    private final Accounts accounts;
    private final SessionsSettings settings;
    private final Clock clock;

    Remembering(Browsers browsers, BrowserTable table, Accounts accounts, SessionsSettings settings, Clock clock) {
        this.browsers = browsers;
        this.table = table;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    /** By which our own sign-ins are told from made-up ones; it dies with the process. */
    String key() {
        return key;
    }

    @Override
    public @Nullable Authentication autoLogin(HttpServletRequest request, HttpServletResponse response) {
        if (!settings.remembers()
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || WITHOUT.stream().anyMatch(request.getServletPath()::startsWith)) {
            return null;
        }
        var shown = BrowserCookie.of(request);
        return shown.flatMap(cookie -> table.find(cookie.id()))
                .filter(browser -> browser.isRemembered(clock.instant()))
                .map(browser -> known(browser, shown.get().token(), request, response))
                .orElse(null);
    }

    private @Nullable Authentication known(
            StoredBrowser browser, Token token, HttpServletRequest request, HttpServletResponse response) {
        if (!browsers.isOwn(browser, token)) {
            browsers.copied(browser, request.getRemoteAddr());
            BrowserCookie.take(request, response);
            request.setAttribute(COPIED, browser.device());
            return null;
        }
        var account = account(browser);
        account.ifPresent(own -> request.setAttribute(ADDRESS, own.address()));
        return account.filter(this::canBeHad)
                .map(own -> signedIn(own, browser, token, request, response))
                .orElse(null);
    }

    private Optional<Account> account(StoredBrowser browser) {
        try {
            return accounts.find(browser.owner());
        } catch (MailFailure.DomainUnknown unserved) {
            return Optional.empty();
        }
    }

    private boolean canBeHad(Account account) {
        return accounts.holdsPassword(account) && accounts.refusal(account).isEmpty();
    }

    private Authentication signedIn(
            Account account,
            StoredBrowser browser,
            Token token,
            HttpServletRequest request,
            HttpServletResponse response) {
        browsers.change(request, response, browser, token);
        SessionBeginning.resumes(request, browser.id());
        var person = new SignedIn(account, () -> accounts.of(account.id()));
        return new RememberMeAuthenticationToken(key, person, List.of(new SimpleGrantedAuthority("ROLE_USER")));
    }

    @Override
    public void loginFail(HttpServletRequest request, HttpServletResponse response) {
        // A mistyped password does not make the browser another one.
    }

    @Override
    public void loginSuccess(HttpServletRequest request, HttpServletResponse response, Authentication signedIn) {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && signedIn.getPrincipal() instanceof SignedIn person) {
            browsers.begin(request, response, person, request.getParameter("remember") != null);
        }
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        Bound.of(request.getSession(false)).ifPresent(browsers::signOut);
    }
}
