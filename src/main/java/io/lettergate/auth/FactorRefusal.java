package io.lettergate.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Leads people to the page where they give what is missing, and tells programs what it is (RFC 9457). */
@Component
class FactorRefusal {

    private static final String OF_BASIC = "This person signs in with a second factor, which HTTP Basic cannot carry."
            + " Please use an API token: one is made in Lettergate under Settings, Tokens.";
    private static final String OF_SESSION =
            "This session lacks the second factor. Please give it on the page /login/second.";
    private static final String STALE = "This call wants a proof of who you are that is younger than five minutes."
            + " Please give it on the page /login/again, and call again.";

    private final ApiEntryPoint api;

    FactorRefusal(ApiEntryPoint api) {
        this.api = api;
    }

    void secondNeeded(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isCall(request)) {
            api.refuse(response, "second-factor-needed", authorization(request) == null ? OF_SESSION : OF_BASIC);
        } else {
            lead(request, response, "/login/second", null);
        }
    }

    void stepUpNeeded(String page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isCall(request)) {
            api.refuse(response, "step-up-needed", STALE);
        } else {
            lead(request, response, "/login/again", page);
        }
    }

    private static boolean isCall(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/api/");
    }

    private static @Nullable String authorization(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION);
    }

    /** An update of a page leaves the whole page, as a form to give a factor is nothing to put into a list. */
    private static void lead(
            HttpServletRequest request, HttpServletResponse response, String where, @Nullable String after)
            throws IOException {
        Proofs.goOnAfter(request, after);
        if (request.getHeader("HX-Request") == null) {
            response.sendRedirect(request.getContextPath() + where);
        } else {
            response.setHeader("HX-Redirect", request.getContextPath() + where);
            response.setStatus(HttpStatus.NO_CONTENT.value());
        }
    }
}
