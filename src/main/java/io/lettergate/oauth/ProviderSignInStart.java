package io.lettergate.oauth;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sends those who want to sign in at a provider there; it is a link, as a page may send its forms nowhere else. */
class ProviderSignInStart extends OncePerRequestFilter {

    private static final String START = "/login/at/";

    private final Consents consents;
    private final Providers providers;

    ProviderSignInStart(Consents consents, Providers providers) {
        this.consents = consents;
        this.providers = providers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        if (!request.getMethod().equals("GET") || !path.startsWith(START)) {
            chain.doFilter(request, response);
            return;
        }
        var id = path.substring(START.length());
        if (providers.toSignIn().stream().noneMatch(button -> button.id().equals(id))) {
            chain.doFilter(request, response);
            return;
        }
        response.sendRedirect(there(request, response, id));
    }

    private String there(HttpServletRequest request, HttpServletResponse response, String id) {
        try {
            return consents.begin(request, response, id, Errand.toSignIn());
        } catch (ProviderFailed failed) {
            request.getSession().setAttribute("signInSentence", failed.sentence());
            return request.getContextPath() + "/login?refused";
        }
    }
}
