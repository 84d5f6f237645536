package io.lettergate.auth.sessions;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Accounts;
import io.lettergate.auth.BrowserTrust;
import io.lettergate.auth.KnownBrowsers;
import io.lettergate.mail.MailFailure;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Tells who asks about it whose browser a request comes from, and how far it is trusted. */
@Component
class KnownAgain implements KnownBrowsers, BrowserTrust {

    private final Browsers browsers;
    private final BrowserTable table;
    private final Accounts accounts;
    private final SessionsSettings settings;
    private final Clock clock;

    KnownAgain(Browsers browsers, BrowserTable table, Accounts accounts, SessionsSettings settings, Clock clock) {
        this.browsers = browsers;
        this.table = table;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    /** A program that sends its password has no browser, whatever cookies it sends along. */
    @Override
    public @Nullable String of(String address) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        var request = attributes.getRequest();
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null
                        && BrowserCookie.of(request).isPresent()
                ? known(address, request)
                : null;
    }

    private @Nullable String known(String address, HttpServletRequest request) {
        try {
            return accounts.toSignIn(address)
                    .flatMap(account -> browsers.known(request, account.id()))
                    .map(StoredBrowser::id)
                    .orElse(null);
        } catch (MailFailure.AddressInvalid none) {
            return null;
        }
    }

    @Override
    public boolean isTrusted(HttpServletRequest request) {
        return Bound.of(request.getSession(false))
                .flatMap(bound -> table.find(bound.browser()))
                .filter(browser -> browser.isTrusted(clock.instant()))
                .isPresent();
    }

    @Override
    public void trust(HttpServletRequest request) {
        if (settings.remembers()) {
            Bound.of(request.getSession(false))
                    .ifPresent(bound ->
                            table.trust(bound.browser(), clock.instant().plus(settings.remember())));
        }
    }

    @Override
    public void distrustAll(AccountId owner) {
        table.distrust(owner);
    }
}
