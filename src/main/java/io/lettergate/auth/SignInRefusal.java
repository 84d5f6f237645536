package io.lettergate.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/** Leads back to the sign-in page, which says why in a sentence and keeps the address that was typed. */
@Component
class SignInRefusal implements AuthenticationFailureHandler {

    /** Where the page finds the sentence, and the address. */
    static final String SENTENCE = "signInSentence";

    static final String ADDRESS = "signInAddress";

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        var session = request.getSession();
        session.setAttribute(SENTENCE, failure.getMessage());
        session.setAttribute(ADDRESS, cut(request.getParameter("address")));
        response.sendRedirect(request.getContextPath() + "/login?refused");
    }

    private static String cut(String typed) {
        return typed == null ? "" : typed.substring(0, Math.min(typed.length(), 320));
    }
}
