package io.lettergate.auth;

import io.lettergate.accounts.Lending;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lends the password of a session to the request that brings the other half of its key, until that is answered. */
class LendingFilter extends OncePerRequestFilter {

    private final SessionPasswords passwords;

    LendingFilter(SessionPasswords passwords) {
        this.passwords = passwords;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var opened = passwords.open(request);
        if (opened.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var lending = passwords.lend(opened.get());
        try {
            chain.doFilter(request, response);
            passwords.renew(opened.get());
        } finally {
            end(request, lending);
        }
    }

    /** A stream of events needs it for as long as somebody listens. */
    private static void end(HttpServletRequest request, Lending lending) {
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new UntilItEnds(lending));
        } else {
            lending.close();
        }
    }

    private record UntilItEnds(Lending lending) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            lending.close();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            lending.close();
        }

        @Override
        public void onError(AsyncEvent event) {
            lending.close();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
