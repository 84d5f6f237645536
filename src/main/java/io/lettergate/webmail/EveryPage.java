package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.Address;
import io.lettergate.mailbox.Alerts;
import io.lettergate.sending.outbox.Outbox;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page needs to know: who reads it, in which colours, and by which clock. */
@ControllerAdvice(basePackageClasses = EveryPage.class)
class EveryPage {

    private final Clock clock;
    private final Alerts alerts;
    private final Outbox outbox;

    EveryPage(Clock clock, Alerts alerts, Outbox outbox) {
        this.clock = clock;
        this.alerts = alerts;
        this.outbox = outbox;
    }

    /** How many messages of the reader could not be sent; none while nobody is signed in. */
    @ModelAttribute("unsent")
    long unsent(@AuthenticationPrincipal @Nullable SignedIn reader) {
        return reader == null
                ? 0
                : outbox.unsent(reader.accounts().stream().map(Account::id).toList());
    }

    @ModelAttribute("look")
    Look look(@CookieValue(name = Look.COOKIE, required = false) @Nullable String theme) {
        return Look.of(theme);
    }

    /** Who is signed in; absent on the pages before that. */
    @ModelAttribute("reader")
    @Nullable
    SignedIn reader(@AuthenticationPrincipal @Nullable SignedIn reader) {
        return reader;
    }

    /** The stamp of the reader; absent on the pages before. */
    @ModelAttribute("you")
    @Nullable
    Person you(@AuthenticationPrincipal @Nullable SignedIn reader) {
        return reader == null ? null : Person.of(new Address(null, reader.getName()));
    }

    /** What the reader has to be told; absent while nobody is signed in. */
    @ModelAttribute("alerts")
    @Nullable
    AlertStrip alerts(@AuthenticationPrincipal @Nullable SignedIn reader) {
        return reader == null ? null : new AlertStrip(alerts, reader);
    }

    /** The page's own path, for forms that come back to it. */
    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        var query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    @ModelAttribute("almanac")
    Almanac almanac(@CookieValue(name = "zone", required = false) @Nullable String zone, Locale locale) {
        return new Almanac(zone(zone), english(locale), clock.instant());
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    /** Dates speak the language of the page, which so far is English, in the reader's own kind of it. */
    private static Locale english(Locale locale) {
        return locale.getLanguage().equals("en") && !locale.getCountry().isEmpty() ? locale : Locale.UK;
    }
}
