package io.lettergate.auth;

import io.lettergate.auth.limits.TooManySignIns;
import io.lettergate.mail.MailFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells programs, as problem+json (RFC 9457), that they are not signed in, or why signing in failed. */
@Component
class ApiEntryPoint implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String BASIC = "Basic realm=\"Lettergate\", charset=\"UTF-8\"";
    private static final String BEARER = "Bearer realm=\"Lettergate\"";

    private final JsonMapper json;
    private final ApiSettings settings;

    ApiEntryPoint(JsonMapper json, ApiSettings settings) {
        this.json = json;
        this.settings = settings;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof BearerRefused refused) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, BEARER + ", error=\"invalid_token\"");
            write(response, 401, "token-refused", String.valueOf(refused.getMessage()), false);
            return;
        }
        if (failure instanceof TooManySignIns many) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(many.retryAfter()));
            write(response, 429, "too-many-sign-ins", String.valueOf(many.getMessage()), true);
            return;
        }
        if (!(failure instanceof SignInFailed failed)) {
            var sentence =
                    failure instanceof BadCredentialsException ? String.valueOf(failure.getMessage()) : howToSignIn();
            unauthorized(request, response, "sign-in-needed", sentence);
            return;
        }
        switch (failed.reason()) {
            case MailFailure.ServerUnreachable down -> answer(response, 502, "upstream-unreachable", down);
            case MailFailure.ServerSlow slow -> answer(response, 504, "upstream-timeout", slow);
            case MailFailure.TlsFailed tls -> answer(response, 502, "upstream-tls", tls);
            case MailFailure.ServerUnreadable odd -> answer(response, 502, "upstream-unreadable", odd);
            case MailFailure.TooManyConnections many -> answer(response, 503, "account-busy", many);
            case MailFailure.AccountBusy busy -> answer(response, 503, "account-busy", busy);
            case MailFailure.MaildropLocked locked -> answer(response, 503, "account-busy", locked);
            case MailFailure.SignedInTooSoon soon -> answer(response, 503, "account-busy", soon);
            case MailFailure.ServerUnavailable unavailable ->
                answer(response, 502, "upstream-unreachable", unavailable);
            case MailFailure.MaildropClosed closed -> answer(response, 409, "upstream-refused", closed);
            case MailFailure.PolicyRefused refused -> answer(response, 422, "host-not-allowed", refused);
            case MailFailure.SignInUnsupported none -> answer(response, 424, "sign-in-unsupported", none);
            case MailFailure other -> unauthorized(request, response, "sign-in-refused", other.sentence());
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        write(
                response,
                403,
                "forbidden",
                "This call needs the page's CSRF token, or a token in the header Authorization instead of a cookie.",
                false);
    }

    private String howToSignIn() {
        return settings.basic()
                ? "Please send a token, or the mail address and password by HTTP Basic."
                : "Please send a token.";
    }

    /** A page of another site had a browser ask for this. */
    void foreign(HttpServletResponse response) throws IOException {
        write(response, 403, "forbidden", "This call comes from a page of another site.", false);
    }

    /**
     * Asks for HTTP Basic, but not the script of a page: its browser would put up a box of its own, and would take no
     * click before somebody answered that.
     */
    private void unauthorized(HttpServletRequest request, HttpServletResponse response, String code, String sentence)
            throws IOException {
        if (!isOfScript(request)) {
            if (settings.basic()) {
                response.addHeader(HttpHeaders.WWW_AUTHENTICATE, BASIC);
            }
            response.addHeader(HttpHeaders.WWW_AUTHENTICATE, BEARER);
        }
        write(response, 401, code, sentence, false);
    }

    /** Browsers say in which mode they ask (Fetch Metadata); those that do not yet are known by what they want. */
    private static boolean isOfScript(HttpServletRequest request) {
        var mode = request.getHeader("Sec-Fetch-Mode");
        return mode == null
                ? MediaType.TEXT_EVENT_STREAM_VALUE.equals(request.getHeader(HttpHeaders.ACCEPT))
                : !mode.equals("navigate");
    }

    private void answer(HttpServletResponse response, int status, String code, MailFailure failure) throws IOException {
        var wait = failure.retryAfter();
        if (wait != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
        }
        write(response, status, code, failure.sentence(), wait != null);
    }

    /** Refuses somebody who is known, but has not proved enough. */
    void refuse(HttpServletResponse response, String code, String sentence) throws IOException {
        write(response, 403, code, sentence, false);
    }

    /** Refuses a call while too many of the same person go on. */
    void tooManyAtOnce(HttpServletResponse response) throws IOException {
        var sentence = AtOnce.MOST + " of your calls are in the works already. Wait for their answers.";
        write(response, 429, "too-many-at-once", sentence, true);
    }

    private void write(HttpServletResponse response, int status, String code, String sentence, boolean retryable)
            throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "/api/docs/problems#" + code);
        problem.put("title", HttpStatus.valueOf(status).getReasonPhrase());
        problem.put("status", status);
        problem.put("detail", sentence);
        problem.put("code", code);
        problem.put("retryable", retryable);
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
