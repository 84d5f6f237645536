package io.lettergate.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.stereotype.Component;

/** Notes in a browser's session what somebody has just proved. Each time the session gets a new id. */
@Component
public class Proofs {

    private static final String AFTER = "lettergate.afterProof";
    private static final String HOME = "/mail";

    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final Freshness freshness;
    private final ObjectProvider<BrowserTrust> trust;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Proofs(Freshness freshness, ObjectProvider<BrowserTrust> trust, ApplicationEventPublisher events, Clock clock) {
        this.freshness = freshness;
        this.trust = trust;
        this.events = events;
        this.clock = clock;
    }

    /** Whether the caller has to give a second factor before anything else. */
    public boolean isIncomplete(HttpServletRequest request) {
        return freshness.lacksSecond(SecurityContextHolder.getContext().getAuthentication(), request);
    }

    /** Adds a factor to what the caller proved before; a call that carries its own proof has no session to note it in. */
    public void add(Factor factor, HttpServletRequest request, HttpServletResponse response) {
        var before = SecurityContextHolder.getContext().getAuthentication();
        if (before == null || !(before.getPrincipal() instanceof SignedIn)) {
            throw new IllegalStateException("Only somebody who is signed in proves more");
        }
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            return;
        }
        keep(with(before, factor), request, response);
    }

    private Authentication with(Authentication before, Factor factor) {
        return before.toBuilder()
                .authorities(given -> {
                    given.removeIf(factor::isOf);
                    given.add(factor.at(clock.instant()));
                })
                .build();
    }

    /** Whether browsers can be trusted, so that the second factor is asked for once. */
    public boolean canTrust() {
        return trust.stream().findAny().isPresent();
    }

    /** Does not ask for the second factor in this browser again, as its owner wishes, who has just given it. */
    public void trust(HttpServletRequest request) {
        trust.forEach(known -> known.trust(request));
    }

    /** Signs somebody in anew. */
    public void signIn(Authentication caller, HttpServletRequest request, HttpServletResponse response) {
        keep(caller, request, response);
        new HttpSessionCsrfTokenRepository().saveToken(null, request, response);
        events.publishEvent(new AuthenticationSuccessEvent(caller));
    }

    private void keep(Authentication caller, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(caller);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    /** Where somebody wanted to go before they were asked; it is told once. */
    public static String next(HttpServletRequest request, String otherwise) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(AFTER) instanceof String path)) {
            return otherwise;
        }
        session.removeAttribute(AFTER);
        return path;
    }

    /** The same, with the mail where they wanted nothing. */
    public static String next(HttpServletRequest request) {
        return next(request, HOME);
    }

    /** Keeps the page that was asked for; what a form did cannot be done again, so it leads to a page instead. */
    static void goOnAfter(HttpServletRequest request, @Nullable String page) {
        if (isPage(request)) {
            var query = request.getQueryString();
            request.getSession().setAttribute(AFTER, request.getServletPath() + (query == null ? "" : "?" + query));
        } else if (page != null) {
            request.getSession().setAttribute(AFTER, page);
        }
    }

    private static boolean isPage(HttpServletRequest request) {
        var accept = String.valueOf(request.getHeader("Accept"));
        var update = request.getHeader("HX-Request") != null && request.getHeader("HX-Boosted") == null;
        return request.getMethod().equals("GET") && !update && accept.contains("text/html");
    }
}
